package dev.postern.credential.history;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * An event that was published.
 *
 * @param type such as {@code PasswordReset}
 * @param data its data without the reference of a secret, which users must not see
 */
record PublishedEvent(@JsonIgnore String position, String type, Instant time, JsonNode data) {}
