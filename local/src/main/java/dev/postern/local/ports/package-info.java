/** Whether a fixed port is free, and who has it when it is not. */
package dev.postern.local.ports;
