/**
 * Problem details of RFC 9457 for every error a service answers with: one exception that features
 * throw, one place that maps it and whatever the framework throws. Texts are fixed and say what to
 * do next; no exception's name or text, no stack trace and nothing that a client sent is ever
 * repeated.
 */
package dev.postern.problem;
