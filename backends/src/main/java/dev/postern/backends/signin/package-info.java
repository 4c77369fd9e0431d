/**
 * A real OpenID Connect issuer for one machine: discovery, key set, and a token endpoint for client
 * credentials. It has no sign-in page; its accounts are clients. Hides keys, secrets and JWTs.
 */
package dev.postern.backends.signin;
