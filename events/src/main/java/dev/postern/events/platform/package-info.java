/**
 * What a platform says about its containers on {@code platform.containers}, keyed by its own name
 * of each. Told apart from what Postern itself publishes by the name space {@code
 * dev.postern.platform}.
 */
package dev.postern.events.platform;
