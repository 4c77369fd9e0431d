/**
 * Pools of public addresses, and which of their addresses are free. Only what is taken costs a row:
 * the free rest is a handful of ranges. Hides how writers keep out of each other's way.
 */
package dev.postern.ip.pool;
