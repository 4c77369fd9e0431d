/**
 * The services' test backends as one Quarkus test resource: containers where an engine answers, the
 * embedded ones otherwise. Hides which of the two a test ran against.
 */
package dev.postern.backends.testing;
