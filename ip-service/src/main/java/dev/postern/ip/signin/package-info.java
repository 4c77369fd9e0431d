/** Who calls, as the bearer token says. Hides the token's claims from the features. */
package dev.postern.ip.signin;
