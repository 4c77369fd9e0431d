/**
 * What is done in a container by commands of its own, whoever starts them: the scripts with the
 * fence, and what their exit codes and output mean. An adapter gives the {@code Shell}; the rest is
 * the same for all. Hides the texts of the scripts.
 */
package dev.postern.credential.access.script;
