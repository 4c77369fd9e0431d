/** The end of a sign-in, here and at the issuer. */
package dev.postern.dashboard.signout;
