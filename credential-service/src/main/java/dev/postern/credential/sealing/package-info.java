/**
 * Seals passwords to notification-service with HPKE (RFC 9180), so that neither this service nor
 * its database can open them again. Hides Tink and the reloaded key file.
 */
package dev.postern.credential.sealing;
