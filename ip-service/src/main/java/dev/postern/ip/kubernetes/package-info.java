/**
 * The plane of a Kubernetes cluster: a Service of type {@code LoadBalancer} for each attached
 * address, with an EndpointSlice that leads to the container's sshd. The cluster's load balancer is
 * asked for exactly that address. One replica at a time does it. Hides the cluster.
 */
package dev.postern.ip.kubernetes;
