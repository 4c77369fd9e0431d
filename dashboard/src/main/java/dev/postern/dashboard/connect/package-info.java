/** Lines to copy into a terminal, and the check of a container's SSH. */
package dev.postern.dashboard.connect;
