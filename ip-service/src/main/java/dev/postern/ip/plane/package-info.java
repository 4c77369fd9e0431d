/**
 * The seam between the ledger, which says what should be, and the network, which makes addresses
 * answer. Hides how: a relay on one machine, other planes elsewhere.
 */
package dev.postern.ip.plane;
