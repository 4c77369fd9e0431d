/**
 * Reads the event topics, keeps a Merkle tree over each partition and signs what it has seen. It
 * owns nothing else and changes nothing.
 */
package dev.postern.notary;
