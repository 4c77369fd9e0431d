/**
 * Answers a repeated request with the first one's answer, by the header {@code Idempotency-Key}
 * (draft-ietf-httpapi-idempotency-key-header). The key is inserted by the request's own
 * transaction, so work and answer are kept together or not at all. Hides the table {@code
 * idempotency_key}, which each service makes by a migration of its own.
 *
 * <p>Only successes are stored: a request that was refused changed nothing and is judged anew.
 */
package dev.postern.idempotency;
