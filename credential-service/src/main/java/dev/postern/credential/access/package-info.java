/**
 * The interface by which the service reaches into a container: set root's password behind a fence,
 * read the proof, write the access keys, examine sshd. Hides how: the features know nothing of SSH.
 * Also the rules about which addresses may be reached at all.
 */
package dev.postern.credential.access;
