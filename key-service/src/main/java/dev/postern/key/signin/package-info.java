/** Who calls: the account and roles of the bearer token. Everything else is for the features. */
package dev.postern.key.signin;
