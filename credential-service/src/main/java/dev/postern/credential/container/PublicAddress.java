package dev.postern.credential.container;

/**
 * A public address of a container.
 *
 * @param family {@code IPV4} or {@code IPV6}
 */
public record PublicAddress(String address, int port, String family, boolean primary) {}
