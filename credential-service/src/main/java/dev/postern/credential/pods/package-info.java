/**
 * Pods that ask for SSH access by label: each is registered as a container when it becomes ready,
 * gets its present password again where its files are new, and is retired when it is gone. Of
 * several replicas one watches. Hides namespaces, informers and the Lease; {@code
 * docs/internals/kubernetes.md} explains it.
 */
package dev.postern.credential.pods;
