/**
 * The log as files: CloudEvents as JSON lines, a folder per topic and a file per day, with a
 * manifest; and such a folder read as a log.
 */
package dev.postern.audit.export;
