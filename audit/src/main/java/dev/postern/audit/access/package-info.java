/**
 * Who could log in to a container at a moment, and why; and where an account could. What the log
 * cannot know is part of the answer.
 */
package dev.postern.audit.access;
