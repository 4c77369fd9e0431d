/**
 * The person who looks at the pages, signed in at any OpenID Connect issuer by code flow. What
 * another origin's page sends is refused here.
 */
package dev.postern.dashboard.signin;
