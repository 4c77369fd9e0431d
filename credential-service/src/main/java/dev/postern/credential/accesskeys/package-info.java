/**
 * The public keys that Postern writes into every container: that of its management key and those of
 * the gateways. Hides the file that they come from and the file that they are written to.
 */
package dev.postern.credential.accesskeys;
