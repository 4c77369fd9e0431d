/**
 * The requests of a service's REST interface, for the log: who sent each is said to the events that
 * it causes, and those that change something, or were denied, are events themselves.
 */
package dev.postern.requestlog;
