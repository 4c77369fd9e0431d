/** The scripts that make and rotate what is secret. */
package dev.postern.deploy.secrets;
