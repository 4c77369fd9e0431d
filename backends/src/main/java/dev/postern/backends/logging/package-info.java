/** Keeps the borrowed servers from telling everything they do. */
package dev.postern.backends.logging;
