/** Follows the topics, one tree and one line of checkpoints a partition. */
package dev.postern.notary.signing;
