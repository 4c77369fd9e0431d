package dev.postern.credential.access.script;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/** Public host keys as a container's files hold them: type, base64 of the blob, comment. */
final class PublicHostKeys {

  /** No sshd has more; a container must not fill a row. */
  private static final int MOST = 8;

  private PublicHostKeys() {}

  /** Names as {@code ssh-keygen -l} prints them: {@code SHA256:…}. */
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
      byte[] digest = DigestUtils.sha256(Base64.getDecoder().decode(base64));
      return Optional.of("SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
