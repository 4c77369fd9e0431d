package dev.postern.bench.gateway;

import dev.postern.backends.ssh.PublicKeyLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  PublicKeyLine publicKey() throws IOException {
    return PublicKeyLine.parse(publicLine());
  }

  String publicLine() throws IOException {
    return Files.readString(file.resolveSibling(file.getFileName() + ".pub")).strip();
  }
}
