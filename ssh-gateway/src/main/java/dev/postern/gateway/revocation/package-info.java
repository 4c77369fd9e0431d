/**
 * Ends what is no longer allowed: after every change of the view, and every half second for keys
 * that expire, each open connection is held against the view again.
 */
package dev.postern.gateway.revocation;
