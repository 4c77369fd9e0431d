/** Keeps the embedded servers from logging everything they do. */
package dev.postern.backends.logging;
