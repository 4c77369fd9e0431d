package dev.postern.credential.access.script;

import dev.postern.credential.access.HostKeyFingerprint;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Public host keys as a container's files hold them: type, base64 of the blob, comment. */
final class PublicHostKeys {

  /** No sshd has more, and a container must not fill a row. */
  private static final int MOST = 8;

  private PublicHostKeys() {}

  /** Lines that hold no key are skipped. */
  static List<String> fingerprints(String files) {
    return files
        .lines()
        .map(line -> line.strip().split(" "))
        .filter(words -> words.length > 1)
        .flatMap(words -> fingerprint(words[1]).stream())
        .distinct()
        .limit(MOST)
        .toList();
  }

  private static Optional<String> fingerprint(String base64) {
    try {
      return Optional.of(HostKeyFingerprint.of(Base64.getDecoder().decode(base64)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
