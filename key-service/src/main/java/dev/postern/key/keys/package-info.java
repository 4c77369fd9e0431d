/**
 * The keys of accounts: added, listed, removed, expired, each with its event and the value that
 * gateways read, in one transaction. A key belongs to one account; other accounts do not learn to
 * which.
 */
package dev.postern.key.keys;
