package dev.postern.events.containers;

/**
 * Where the sshd of a container answers.
 *
 * @param address an IPv4 or IPv6 address in its canonical text form (RFC 5952)
 * @param port 1 to 65535
 */
public record Address(String address, int port) {}
