/**
 * Validates manifests strictly against the API's own schemas: Kubernetes' OpenAPI document and the
 * operators' custom resource definitions. What they do not know is refused, as a server with strict
 * field validation would.
 */
package dev.postern.deploy.schema;
