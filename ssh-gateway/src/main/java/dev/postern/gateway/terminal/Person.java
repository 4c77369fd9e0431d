package dev.postern.gateway.terminal;

import java.time.Instant;

/**
 * Somebody who signed in.
 *
 * @param until when the sign-in expires
 */
record Person(String account, Instant until) {}
