/**
 * After the database was restored from a backup: makes its rows agree with what was published since
 * then, before anything acts on them. Hides which event changes what.
 */
package dev.postern.credential.restore;
