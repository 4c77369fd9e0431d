/** The service's surroundings in tests: all of them answer over real sockets. */
package dev.postern.notification.testing;
