/**
 * The keys of accounts: added, listed, removed, expired, each with its event and the value that
 * gateways read, in one transaction. A key belongs to one account; whose it is, nobody else learns.
 */
package dev.postern.key.registration;
