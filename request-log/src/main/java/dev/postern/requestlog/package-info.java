/**
 * Who sent each request of a service's REST interface, for the log: the events that the request
 * causes say it.
 */
package dev.postern.requestlog;
