package dev.postern.backends.containers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.List;
import org.apache.commons.codec.digest.Crypt;
import org.apache.sshd.server.auth.password.PasswordAuthenticator;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.config.keys.AuthorizedKeysAuthenticator;
import org.apache.sshd.server.session.ServerSession;

/** Lets root into a simulated container, by the hash or the keys in the container's folder. */
final class SimulatedLogin implements PasswordAuthenticator, PublickeyAuthenticator {

  private static final String ROOT = "root";

  private final Path shadow;
  private final List<Path> keys;

  SimulatedLogin(Path folder) {
    shadow = folder.resolve("etc/shadow");
    keys =
        List.of(
            folder.resolve("root/.ssh/authorized_keys"),
            folder.resolve("etc/ssh/postern/authorized_keys"));
  }

  @Override
  public boolean authenticate(String user, String password, ServerSession session) {
    String hash = hash();
    return ROOT.equals(user) && hash.startsWith("$6$") && matches(password, hash);
  }

  private static boolean matches(String password, String hash) {
    try {
      byte[] computed = Crypt.crypt(password, hash).getBytes(US_ASCII);
      return MessageDigest.isEqual(computed, hash.getBytes(US_ASCII));
    } catch (IllegalArgumentException malformedHash) {
      return false;
    }
  }

  /** The second field of root's row; a link in its place could name the host's own file. */
  private String hash() {
    if (!Files.isRegularFile(shadow, LinkOption.NOFOLLOW_LINKS)) {
      return "";
    }
    try {
      String[] fields = Files.readString(shadow).split(":", -1);
      return fields.length > 1 ? fields[1] : "";
    } catch (IOException unreadable) {
      return "";
    }
  }

  @Override
  public boolean authenticate(String user, PublicKey key, ServerSession session) {
    return ROOT.equals(user) && keys.stream().anyMatch(file -> holds(file, user, key, session));
  }

  private static boolean holds(Path file, String user, PublicKey key, ServerSession session) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && new AuthorizedKeysAuthenticator(file).authenticate(user, key, session);
  }
}
