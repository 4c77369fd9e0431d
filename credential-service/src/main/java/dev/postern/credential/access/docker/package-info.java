/**
 * The adapter {@code docker}: reaches a container of one Docker or Podman host through the Engine
 * API's {@code exec}, and its sshd over SSH like the other adapters. Hides the client, and what the
 * engine's refusals mean.
 */
package dev.postern.credential.access.docker;
