package dev.postern.local.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.backends.files.FileTrees;
import dev.postern.backends.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * An Ed25519 key pair in OpenSSH's formats.
 *
 * @param privateFile mode 0600
 * @param publicFile one line of {@code authorized_keys}
 */
public record SshKey(Path privateFile, Path publicFile) {

  /** The pair of that name in the folder, made when half of it is missing. */
  static SshKey in(Path folder, String name) {
    SshKey key = new SshKey(folder.resolve(name), folder.resolve(name + ".pub"));
    if (PrivateFiles.read(key.privateFile).isEmpty()
        || PrivateFiles.read(key.publicFile).isEmpty()) {
      key.generate();
    }
    return key;
  }

  /** The public half as a line of {@code authorized_keys}. */
  public String publicLine() {
    return PrivateFiles.read(publicFile).orElseThrow().strip();
  }

  private void generate() {
    Path aside = privateFile.resolveSibling("." + privateFile.getFileName() + ".new");
    Path publicAside = aside.resolveSibling(aside.getFileName() + ".pub");
    FileTrees.delete(aside);
    FileTrees.delete(publicAside);
    try {
      keygen(aside);
      Files.move(aside, privateFile, StandardCopyOption.ATOMIC_MOVE);
      PrivateFiles.write(publicFile, Files.readString(publicAside));
      FileTrees.delete(publicAside);
    } catch (IOException e) {
      throw new UncheckedIOException("The SSH key " + privateFile + " could not be made", e);
    }
  }

  private void keygen(Path file) throws IOException {
    String comment = "postern-" + privateFile.getFileName();
    Process keygen =
        new ProcessBuilder(
                "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", file.toString())
            .redirectErrorStream(true)
            .start();
    keygen.getOutputStream().close();
    String said = new String(keygen.getInputStream().readAllBytes(), UTF_8).strip();
    try {
      if (keygen.waitFor() != 0) {
        throw new IOException("ssh-keygen: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
