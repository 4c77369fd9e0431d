package dev.postern.credential.container;

/**
 * How far Postern's own access to a container is set up.
 *
 * @param hostKeysVerified false where the pinned key is the first one that was seen
 * @param accessKeysDigest which access keys were written into it; null before the first time
 * @param keepsHash whether its files do not survive a restart, so that the hash is kept
 */
public record AccessSetup(boolean hostKeysVerified, String accessKeysDigest, boolean keepsHash) {}
