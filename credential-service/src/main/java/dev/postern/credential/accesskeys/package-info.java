/**
 * Postern's own keys to containers: the management key, which this service holds, and the gateways'
 * public keys, which it only writes down. Hides the files they come from.
 */
package dev.postern.credential.accesskeys;
