package dev.postern.gateway.webterminal;

import dev.postern.events.Actor;
import java.time.Instant;

/**
 * A user with a valid token.
 *
 * @param until when the sign-in expires
 * @param actor as the log names the user
 */
record SignedInUser(String account, Instant until, Actor actor) {}
