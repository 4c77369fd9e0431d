/**
 * Transactions for work that was not started by a request or a message: each runs on a Vert.x
 * context of its own, so that parallel ones never share a Hibernate session.
 */
package dev.postern.credential.transaction;
