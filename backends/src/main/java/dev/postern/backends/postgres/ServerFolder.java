package dev.postern.backends.postgres;

import dev.postern.backends.files.PrivateFiles;
import dev.postern.backends.ports.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;

/**
 * Where a server lives: its data, its log and its superuser's password (mode 0600). The password is
 * in force once the rules of access ask for it.
 */
final class ServerFolder {

  private static final String PASSWORD_RULES =
      """
      # Every user needs his password, the superuser too.
      host all all 127.0.0.1/32 scram-sha-256
      host all all ::1/128      scram-sha-256
      """;

  private final Path folder;

  ServerFolder(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  void prepare() {
    if (!Files.exists(passwordFile())) {
      byte[] random = new byte[24];
      new SecureRandom().nextBytes(random);
      String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
      PrivateFiles.write(passwordFile(), password.getBytes(StandardCharsets.UTF_8));
    }
    stopServer();
  }

  /** Stops the server, whatever process started it; afterwards the folder is not in use. */
  void stopServer() {
    new OrphanedServer(data()).stop();
  }

  EmbeddedPostgres.Builder server(int port, Durability durability) {
    Redirect log = Redirect.appendTo(log().toFile());
    return EmbeddedPostgres.builder()
        .setDataDirectory(data())
        .setOverrideWorkingDirectory(BinariesFolder.path().toFile())
        .setCleanDataDirectory(false)
        .setPort(port == 0 ? FreePort.next() : port)
        .setPGStartupWait(Duration.ofSeconds(60))
        .setConnectConfig("password", superuserPassword())
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("max_connections", "100")
        .setServerConfig("fsync", durability.setting())
        .setServerConfig("synchronous_commit", durability.setting())
        .setServerConfig("full_page_writes", durability.setting())
        .setErrorRedirector(log)
        .setOutputRedirector(log);
  }

  String superuserPassword() {
    return read(passwordFile());
  }

  boolean asksForPasswords() {
    return read(rules()).equals(PASSWORD_RULES);
  }

  void askForPasswords() {
    PrivateFiles.write(rules(), PASSWORD_RULES.getBytes(StandardCharsets.UTF_8));
  }

  Path log() {
    return folder.resolve("postgres.log");
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path rules() {
    return data().resolve("pg_hba.conf");
  }

  private Path passwordFile() {
    return folder.resolve("superuser-password");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
