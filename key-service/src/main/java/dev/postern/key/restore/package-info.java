/**
 * After the database was restored from a backup: makes keys and shares again what was published of
 * them since then. Hides which event changes what.
 */
package dev.postern.key.restore;
