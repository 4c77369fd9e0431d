/**
 * Says why root cannot log in to a container, check by check, with what to type. Only looks:
 * nothing in the container is changed. Hides how far each check has to reach.
 */
package dev.postern.credential.sshcheck;
