/**
 * Local containers and the commands {@code containers …}: a container is started on this machine
 * and registered through the public API, as a hosting platform would.
 */
package dev.postern.local.containers;
