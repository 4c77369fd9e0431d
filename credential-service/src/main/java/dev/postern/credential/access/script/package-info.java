/**
 * The commands that run in a container, whichever adapter starts them: the scripts with the fence,
 * and what their exit codes and output mean. An adapter provides the {@code Shell}; the rest is the
 * same for all. Hides the texts of the scripts.
 */
package dev.postern.credential.access.script;
