package dev.postern.events.platform;

/** The platform stopped the container. */
public record ContainerStopped(String ref) implements PlatformEvent {}
