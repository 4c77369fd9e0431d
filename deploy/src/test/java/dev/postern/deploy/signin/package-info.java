/** The example of an issuer: a realm of Keycloak whose tokens the services take. */
package dev.postern.deploy.signin;
