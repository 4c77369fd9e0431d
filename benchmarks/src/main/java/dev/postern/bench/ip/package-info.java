/**
 * How quickly ip-service gives addresses out, and its relay carries connections: beside the bare
 * statements on the same PostgreSQL, and beside HAProxy.
 */
package dev.postern.bench.ip;
