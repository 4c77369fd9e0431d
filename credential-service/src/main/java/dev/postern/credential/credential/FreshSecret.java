package dev.postern.credential.credential;

import dev.postern.credential.password.CryptHash;
import dev.postern.credential.password.Password;
import dev.postern.credential.sealing.SealedSecret;

/**
 * A password that was just made.
 *
 * @param secretRef what the sealed one is leased by; null where none is wanted
 * @param sealed null where none is wanted
 */
record FreshSecret(Password password, CryptHash hash, String secretRef, SealedSecret sealed) {}
