/**
 * Lists in pages: which part is asked for, and where the next one begins. A cursor is a position in
 * the order of adding, so that items that are added or removed meanwhile move nothing.
 */
package dev.postern.key.listing;
