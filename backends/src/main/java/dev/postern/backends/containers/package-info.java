/**
 * Containers of one machine without an engine: each is a real OpenSSH server in its own user,
 * mount, PID, UTS and IPC namespaces over the host's read-only {@code /usr}, with a root on disk
 * that survives a restart. Hides how a namespace gets its ids, what its root is made of, and how a
 * process that a killed launcher left behind is found again. Where the kernel gives no namespaces
 * the same interface is served by a simulated container.
 *
 * <p>It is a demonstration, not a security boundary: the containers share the host's network and
 * kernel. {@code backends/CONTAINERS.md} has the whole picture.
 */
package dev.postern.backends.containers;
