package dev.postern.credential.container;

/**
 * Whose a container is, and where it belongs among the containers of its account.
 *
 * @param layer null where the container is in none
 */
public record Placement(String account, String environment, String layer) {}
