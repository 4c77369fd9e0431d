/**
 * What the platform says about a container: that there is one, whether it runs, that it is new
 * under its old name, that it is gone. Hides which changes, events and passwords follow.
 */
package dev.postern.credential.registration;
