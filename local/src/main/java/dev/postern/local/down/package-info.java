/** The command {@code down}: ends the running product, or what is left of a killed one. */
package dev.postern.local.down;
