package dev.postern.events.platform;

/**
 * The platform started the container.
 *
 * @param access how it is reached from now on; null where that is as before
 */
public record ContainerStarted(String ref, ContainerReach access) implements PlatformEvent {}
