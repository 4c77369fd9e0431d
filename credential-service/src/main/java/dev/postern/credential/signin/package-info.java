/**
 * Who calls: account and roles of the bearer token, and which containers they may see. No other
 * package reads a claim.
 */
package dev.postern.credential.signin;
