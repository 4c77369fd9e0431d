package dev.postern.events.platform;

/** The platform removed the container for good; its ref is never used again. */
public record ContainerRetired(String ref) implements PlatformEvent {}
