/** Who calls: the account and the roles of the bearer token. Signing in is the issuer's. */
package dev.postern.notification.signin;
