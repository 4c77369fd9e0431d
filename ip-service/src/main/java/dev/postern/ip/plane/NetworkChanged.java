package dev.postern.ip.plane;

/** The network is not as it was: whoever compares it with the ledger may look at once. */
public record NetworkChanged() {}
