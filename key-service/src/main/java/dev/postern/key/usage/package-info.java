/**
 * When a key was last used: from the gateway's session events to the key's row, to the minute.
 * Tells an owner which keys can go; decides nothing.
 */
package dev.postern.key.usage;
