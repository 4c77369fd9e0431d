/**
 * Containers as callers see them: one, or pages of those they may see, with the state of their
 * latest password. Another account's container looks exactly like one that does not exist.
 */
package dev.postern.credential.listing;
