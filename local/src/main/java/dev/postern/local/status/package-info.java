/** The command {@code status}: each part, whether it is up, its port, memory and lag. */
package dev.postern.local.status;
