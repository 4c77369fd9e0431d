/** The command {@code token}: a bearer token of a local account. */
package dev.postern.local.token;
