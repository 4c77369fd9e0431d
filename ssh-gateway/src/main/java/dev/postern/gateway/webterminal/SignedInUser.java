package dev.postern.gateway.webterminal;

import java.time.Instant;

/**
 * A user with a valid token.
 *
 * @param until when the sign-in expires
 */
record SignedInUser(String account, Instant until) {}
