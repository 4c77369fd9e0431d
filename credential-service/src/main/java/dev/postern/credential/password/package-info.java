/**
 * Passwords: how they are made, hashed and wiped. Plain Java; hides the alphabet and the crypt
 * format.
 */
package dev.postern.credential.password;
