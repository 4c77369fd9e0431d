package dev.postern.gateway.testing;

import dev.postern.keytable.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** A key pair that ssh-keygen made. */
public record KeyFile(Path file) {

  public static KeyFile generate(Path folder, String name, String type) {
    KeyFile key = new KeyFile(folder.resolve(name));
    Programs.run(
        List.of("ssh-keygen", "-q", "-t", type, "-N", "", "-C", name, "-f", key.file.toString()));
    return key;
  }

  public String publicLine() {
    try {
      return Files.readString(file.resolveSibling(file.getFileName() + ".pub")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String type() {
    return publicLine().split(" ")[0];
  }

  public String blob() {
    return publicLine().split(" ")[1];
  }

  public String fingerprint() {
    return Fingerprint.ofBlob(Base64.getDecoder().decode(blob())).toString();
  }
}
