/**
 * The SSH gateway beside the ways that OpenSSH offers to the same container: {@code ProxyJump},
 * {@code ForceCommand}, and {@code ForceCommand} over a {@code ControlMaster}. The client is always
 * the real one. Hides how the bastion is set up and how processes are counted.
 */
package dev.postern.bench.gateway;
