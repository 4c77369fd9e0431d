/**
 * One <em>world</em>: the root folder, the data folder and every fixed port of one product on one
 * machine. Worlds have numbers, so that tests and a running product do not meet.
 */
package dev.postern.local.world;
