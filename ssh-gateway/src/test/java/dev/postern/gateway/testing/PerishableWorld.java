package dev.postern.gateway.testing;

/** A world of its own for a test that takes something away from it. */
public final class PerishableWorld extends GatewayWorld {}
