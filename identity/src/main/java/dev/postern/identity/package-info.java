/**
 * The caller of a request: the account and the roles of its access token, and whose things the
 * caller may read and change; and what the log calls them. Nothing else reads a claim.
 */
package dev.postern.identity;
