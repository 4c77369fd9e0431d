/**
 * The adapter {@code kubernetes}: reaches a container of a pod through the API server's {@code
 * pods/exec}, and its sshd over SSH like the other adapters. Hides the protocol, which cannot end a
 * command's input, and what the API server's refusals mean. Also the client of the cluster and its
 * configuration, which the watch of {@code pods} shares; neither exists where Kubernetes is not
 * enabled.
 */
package dev.postern.credential.access.kubernetes;
