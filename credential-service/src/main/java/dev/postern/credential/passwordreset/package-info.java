/**
 * Resets of passwords: of one container, or of a batch whose items each have a result of their own.
 * Hides the rows of the batches.
 */
package dev.postern.credential.passwordreset;
