/** Tells a checkpoint to whoever is to keep it: a topic, a folder, an HTTP store. */
package dev.postern.notary.publication;
