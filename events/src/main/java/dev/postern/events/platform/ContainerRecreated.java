package dev.postern.events.platform;

/**
 * The platform made the container anew under its old name; its password is gone.
 *
 * @param access how it is reached from now on; null where that is as before
 */
public record ContainerRecreated(String ref, ContainerReach access) implements PlatformEvent {}
