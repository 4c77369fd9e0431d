/**
 * Resets of passwords: of one container, or of a set whose items each have a result of their own.
 * Hides the rows of the sets.
 */
package dev.postern.credential.passwordreset;
