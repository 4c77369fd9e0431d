/**
 * What the service knows of a container: its owner, where it is reached, its pinned host keys and
 * public addresses, and the count of its passwords. Hides the rows; every change goes through
 * {@link dev.postern.credential.container.Containers} under the container's row lock and is
 * published as its state.
 */
package dev.postern.credential.container;
