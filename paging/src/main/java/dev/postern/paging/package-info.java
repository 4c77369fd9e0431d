/**
 * Lists in pages: which part a request asks for, and where the next part begins. A cursor is a
 * position in the order of the list, so items that are added or removed meanwhile move nothing.
 */
package dev.postern.paging;
