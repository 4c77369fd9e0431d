/**
 * What schemas cannot see: whether the objects of one kustomization fit each other, the contracts
 * and the services. Each rule has mutants that it must notice.
 */
package dev.postern.deploy.rules;
