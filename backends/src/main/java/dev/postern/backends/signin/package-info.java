/**
 * A real OpenID Connect issuer for one machine: discovery, key set, tokens for services and
 * programs by client credentials, and for people by code flow, with a page that has the local
 * accounts as buttons. Hides keys, secrets, codes and JWTs.
 */
package dev.postern.backends.signin;
