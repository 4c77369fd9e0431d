/** Registered public keys by their fingerprints, in memory: a million in less than 200 MB. */
package dev.postern.keytable;
