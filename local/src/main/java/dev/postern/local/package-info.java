/**
 * The entry point of the one-machine launcher: the command line, and nothing else. Each command has
 * a package of its own.
 */
package dev.postern.local;
