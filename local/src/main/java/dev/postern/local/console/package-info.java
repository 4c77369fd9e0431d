/**
 * What a person sees while the launcher works: steps with their time, colours only on a terminal
 * that wants them, plain lines otherwise.
 */
package dev.postern.local.console;
