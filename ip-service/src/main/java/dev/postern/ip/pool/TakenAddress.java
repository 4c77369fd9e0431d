package dev.postern.ip.pool;

import dev.postern.ip.address.HostAddress;

/** An address that is no longer free, once the transaction commits. */
public record TakenAddress(HostAddress address, String pool) {}
