/**
 * The plane of one machine: a TCP relay listens on each public address and forwards to the
 * container's sshd. Hides sockets. It looks into nothing that it carries.
 */
package dev.postern.ip.relay;
