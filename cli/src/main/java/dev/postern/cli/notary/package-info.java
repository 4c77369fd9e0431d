/** What the notary signed, beside the log: whether it is untouched, and proofs of records. */
package dev.postern.cli.notary;
