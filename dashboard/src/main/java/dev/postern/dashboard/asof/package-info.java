/**
 * The state at a moment of the past: who held an address, and how a container stood. Answered from
 * what the services keep; what only the replayed log can tell is not guessed.
 */
package dev.postern.dashboard.asof;
