/** Accounts, and what somebody else sees of the service: its topics, its database. */
package dev.postern.key.testing;
