/**
 * Terminals in the browser: the page, and the WebSocket between it and the gateway's. The access
 * token is added here, so that no browser ever has it.
 */
package dev.postern.dashboard.terminal;
