package dev.postern.ip.plane;

/**
 * What an address should answer for.
 *
 * @param address canonical text
 * @param sshdHost where the container's sshd is reached, as a numeric address; null until it is
 *     known
 */
public record Binding(String address, String container, String sshdHost, int sshdPort) {}
