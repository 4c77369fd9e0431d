/**
 * The adapter {@code docker}: reaches a container of one Docker or Podman host through the Engine
 * API's {@code exec}, and its sshd as everybody does. Hides the client, and what the engine's
 * refusals mean.
 */
package dev.postern.credential.access.docker;
