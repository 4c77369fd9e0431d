/**
 * Processes of this machine: running a program to its end, recognising a process again after its
 * pid was recorded, ending it, and measuring its memory.
 */
package dev.postern.backends.processes;
