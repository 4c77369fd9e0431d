/** What happened to a container, in an account or by a person, event by event. */
package dev.postern.audit.timeline;
