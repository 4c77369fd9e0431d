/**
 * The plane of a Kubernetes cluster: a Service of type {@code LoadBalancer} for each attached
 * address, with an EndpointSlice that leads to the container's sshd. Whoever assigns addresses
 * there is asked for exactly that one. Of several replicas one does it. Hides the cluster.
 */
package dev.postern.ip.kubernetes;
