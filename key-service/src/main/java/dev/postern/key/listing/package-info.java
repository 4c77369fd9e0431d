/**
 * What lists of keys and of shares have in common: cursors, which are positions in the order of
 * adding, and quotas.
 */
package dev.postern.key.listing;
