/** Moments as people type them. */
package dev.postern.cli.time;
