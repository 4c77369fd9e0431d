/**
 * What lists of keys and of shares have in common: tables in the order of adding, cursors, which
 * are positions in that order so that items that are added or removed meanwhile move nothing, and
 * quotas.
 */
package dev.postern.key.listing;
