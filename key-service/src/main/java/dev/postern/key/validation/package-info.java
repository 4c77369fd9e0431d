/**
 * Which texts are public keys that an account may log in with. Plain Java: text in, {@link
 * dev.postern.key.validation.SshPublicKey} or {@link
 * dev.postern.key.validation.RejectedKeyException} out, and nothing else whatever the text. What
 * was pasted is never repeated in a message, since it may be a secret.
 */
package dev.postern.key.validation;
