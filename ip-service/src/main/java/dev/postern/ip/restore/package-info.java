/**
 * After the database was restored from a backup, or lost: makes addresses, pools, quotas and
 * containers again what was published, before anything acts on them. Hides which event changes
 * what.
 */
package dev.postern.ip.restore;
