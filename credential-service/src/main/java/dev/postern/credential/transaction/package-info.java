/**
 * Transactions of work that no request or message started: each runs on a Vert.x context of its
 * own, so that parallel ones never share a Hibernate session.
 */
package dev.postern.credential.transaction;
