/** Whether a fixed port is free, and which process has it when it is not. */
package dev.postern.local.ports;
