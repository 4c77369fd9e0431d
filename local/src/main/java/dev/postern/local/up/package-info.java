/**
 * The command {@code up}: starts everything, runs the smoke test, prints how to use it, and stays
 * until it is told to end.
 */
package dev.postern.local.up;
