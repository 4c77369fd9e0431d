/** Ids that are given out: random, so that they cannot be guessed or counted. */
package dev.postern.key.id;
