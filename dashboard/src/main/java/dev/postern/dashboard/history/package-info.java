/** The life of one container in sentences, newest first, with the event behind each. */
package dev.postern.dashboard.history;
