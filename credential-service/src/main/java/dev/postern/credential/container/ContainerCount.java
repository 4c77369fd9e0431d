package dev.postern.credential.container;

/**
 * How many containers are in a layer.
 *
 * @param layer null for those that are in none
 */
public record ContainerCount(String account, String environment, String layer, long total) {}
