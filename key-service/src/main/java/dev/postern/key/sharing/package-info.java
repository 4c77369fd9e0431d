/**
 * Shares: an environment of one account that the keys of another open too, until its owner takes it
 * back, each change with its event and the value that gateways read, in one transaction. Who shares
 * with whom, only these two learn.
 */
package dev.postern.key.sharing;
