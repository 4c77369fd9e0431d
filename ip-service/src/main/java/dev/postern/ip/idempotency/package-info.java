/**
 * Answers a repeated request with the first one's answer. The key is inserted by the request's own
 * transaction, so work and answer are kept together or not at all. Hides the table.
 *
 * <p>Only successes are stored: a request that was refused changed nothing and is judged anew.
 */
package dev.postern.ip.idempotency;
