/**
 * When a key was last used: from the gateway's session events to the key's row, to the minute. It
 * shows an owner which keys can be removed, and decides nothing.
 */
package dev.postern.key.usage;
