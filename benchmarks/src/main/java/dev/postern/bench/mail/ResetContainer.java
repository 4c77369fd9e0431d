package dev.postern.bench.mail;

import java.util.List;

/**
 * A container that both programs reset the password of.
 *
 * @param id the product's
 * @param hostKeys SHA-256 fingerprints
 */
record ResetContainer(String id, String name, String host, int port, List<String> hostKeys) {}
