/**
 * What the API server would say to requests by the admission policies of the manifests: their CEL
 * expressions, evaluated by Google's implementation for Java, with stand-ins for the functions that
 * Kubernetes adds.
 */
package dev.postern.deploy.admission;
