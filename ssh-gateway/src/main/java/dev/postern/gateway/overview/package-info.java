/**
 * What a gateway says about itself over REST: who is in which container now, what an account's keys
 * open, and whether it lets people in. Each replica answers for itself, and from memory.
 */
package dev.postern.gateway.overview;
