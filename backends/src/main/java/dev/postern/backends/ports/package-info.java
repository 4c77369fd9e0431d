/** Ports that nobody listens on, for servers that must be told theirs before they start. */
package dev.postern.backends.ports;
