/**
 * The way to the API server of a Kubernetes cluster: one client, made when it is first needed, and
 * the settings of all that is done there. Nothing of it exists where Kubernetes is not enabled.
 */
package dev.postern.credential.kubernetes;
