/**
 * Processes by their identity (pid and start time): recorded while they run, so that the next start
 * ends what a killed launcher left behind, and nothing else. Also their memory.
 */
package dev.postern.local.processes;
