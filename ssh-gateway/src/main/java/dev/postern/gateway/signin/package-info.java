/** Whose request it is: the account and roles of its token. */
package dev.postern.gateway.signin;
