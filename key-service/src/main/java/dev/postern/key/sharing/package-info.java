/**
 * Shares: the keys of another account open an environment until its owner takes the share back.
 * Each change is in one transaction with its event and the state that gateways read. Only the two
 * accounts learn of their share.
 */
package dev.postern.key.sharing;
