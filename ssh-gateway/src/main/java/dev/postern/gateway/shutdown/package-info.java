/** The orderly end: no new clients, a word to the present ones, a deadline for them to finish. */
package dev.postern.gateway.shutdown;
