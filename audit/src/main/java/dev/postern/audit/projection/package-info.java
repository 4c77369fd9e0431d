/**
 * What the events add up to: containers and their passwords, keys, shares, addresses, sessions.
 * Each projection holds what is alive, and of what ended no more than a question asks for.
 */
package dev.postern.audit.projection;
