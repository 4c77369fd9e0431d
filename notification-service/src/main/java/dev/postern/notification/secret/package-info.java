/**
 * Sealed passwords: leased from credential-service immediately before they are mailed, opened with
 * the private key set that only this service has, acknowledged afterwards. Nothing else sees a
 * ciphertext or a key.
 */
package dev.postern.notification.secret;
