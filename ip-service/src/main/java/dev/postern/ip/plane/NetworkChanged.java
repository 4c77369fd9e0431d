package dev.postern.ip.plane;

/** The network changed: what compares it with the ledger may look at once. */
public record NetworkChanged() {}
