/**
 * The latest value per key, for views: the compacted topics {@code postern.state.*}. A removed key
 * is a tombstone.
 */
package dev.postern.events.state;
