package dev.postern.bench.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * A key pair that ssh-keygen made.
 *
 * @param file the private key's
 */
record SshKeyPair(Path file) {

  static SshKeyPair make(Path folder, String name, String type)
      throws IOException, InterruptedException {
    SshKeyPair keys = new SshKeyPair(folder.resolve(name));
    OpenSshPrograms.output(
        List.of("ssh-keygen", "-q", "-t", type, "-N", "", "-C", name, "-f", keys.file.toString()),
        "");
    return keys;
  }

  String publicLine() throws IOException {
    return Files.readString(file.resolveSibling(file.getFileName() + ".pub")).strip();
  }

  String type() throws IOException {
    return publicLine().split(" ", 3)[0];
  }

  String blob() throws IOException {
    return publicLine().split(" ", 3)[1];
  }

  String fingerprint() throws IOException {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(blob()));
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
