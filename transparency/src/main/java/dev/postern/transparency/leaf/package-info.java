/**
 * A record of the log as the bytes that a leaf of the tree hashes; docs/audit/leaf.md has them with
 * test vectors.
 */
package dev.postern.transparency.leaf;
