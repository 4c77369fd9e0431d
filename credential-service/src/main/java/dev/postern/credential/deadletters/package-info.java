/**
 * Records that the services could not read or handle, for operators: where they came from and why
 * they were put aside, never their contents.
 */
package dev.postern.credential.deadletters;
