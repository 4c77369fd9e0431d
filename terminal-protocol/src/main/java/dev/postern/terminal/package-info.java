/** What the two ends of a browser terminal's WebSocket agree on. */
package dev.postern.terminal;
