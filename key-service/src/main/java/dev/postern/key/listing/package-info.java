/**
 * Lists in pages: which part is asked for, and where the next one begins. A cursor is a position in
 * the order of adding, so what is added or removed meanwhile moves nothing.
 */
package dev.postern.key.listing;
