/**
 * The command {@code up}: starts everything, proves the main job, prints how to use it, and stays
 * until it is told to end.
 */
package dev.postern.local.up;
