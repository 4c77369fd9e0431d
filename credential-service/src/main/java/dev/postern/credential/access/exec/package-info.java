/**
 * The adapter {@code kubernetes}: reaches a container of a pod through the API server's {@code
 * pods/exec}, and its sshd as everybody does. Hides the protocol, which cannot end a command's
 * input, and what the API server's refusals mean.
 */
package dev.postern.credential.access.exec;
