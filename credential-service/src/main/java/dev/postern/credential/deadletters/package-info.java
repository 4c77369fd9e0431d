/**
 * What the services put aside because they could not read or handle it, for operators: where it
 * came from and why, never what was in it.
 */
package dev.postern.credential.deadletters;
