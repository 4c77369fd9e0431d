/** Compares a log with the tree and the checkpoints of a notary, record by record. */
package dev.postern.transparency.verify;
