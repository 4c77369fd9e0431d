/** Free ports, for servers that must know their port before they start. */
package dev.postern.backends.ports;
