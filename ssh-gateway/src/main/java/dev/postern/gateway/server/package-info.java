/**
 * Puts the SSH server together: algorithms, settings, authentication, and its start once the view
 * is loaded.
 */
package dev.postern.gateway.server;
