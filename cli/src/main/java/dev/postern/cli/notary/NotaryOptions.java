package dev.postern.cli.notary;

import dev.postern.audit.log.UnreadableLogException;
import dev.postern.cli.instance.LocalInstance;
import dev.postern.transparency.note.NoteKey;
import dev.postern.transparency.note.Origin;
import dev.postern.transparency.tree.TileClient;
import dev.postern.transparency.tree.TreeView;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Option;

/** {@code --notary} and {@code --notary-key}. */
public final class NotaryOptions {

  private static final int PORT = 8087;

  private final LocalInstance local;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  @Option(
      names = "--notary",
      paramLabel = "URL",
      description = "Where the notary serves its trees (default: the one-machine instance's).")
  private String notary;

  @Option(
      names = "--notary-key",
      paramLabel = "FILE",
      description =
          "The notary's public key, NAME+ID+BASE64, from whom you trust (default: the one-machine"
              + " instance's).")
  private Path key;

  public NotaryOptions(Map<String, String> environment) {
    this.local = new LocalInstance(environment);
  }

  /**
   * @throws UnreadableLogException with a sentence, when there is no key
   */
  public NoteKey key() {
    Path file = key == null ? local.data().resolve("secrets/notary-verifier-key") : key;
    try {
      return NoteKey.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UnreadableLogException(
          "The notary's public key cannot be read from " + file + "; name it with --notary-key.",
          e);
    } catch (IllegalArgumentException e) {
      throw new UnreadableLogException(file + ": " + e.getMessage() + ".", e);
    }
  }

  /** The address of the notary, with a slash at its end. */
  URI address() {
    String url = notary == null ? "http://" + local.address(PORT) : notary;
    return URI.create(url.replaceFirst("/*$", "/"));
  }

  HttpClient http() {
    return http;
  }

  /**
   * @throws UnreadableLogException with a sentence, when the notary gives no tree of it
   */
  TreeView tree(Origin origin) {
    URI log = address().resolve("v1/logs/" + origin.topic() + "/" + origin.partition() + "/");
    try {
      return TileClient.open(http, log);
    } catch (IOException e) {
      throw unanswered(log, e);
    }
  }

  static UnreadableLogException unanswered(URI address, IOException e) {
    return new UnreadableLogException(
        "The notary gives no tree at "
            + address
            + " ("
            + e.getMessage()
            + "). Check --notary, and that it runs.",
        e);
  }
}
