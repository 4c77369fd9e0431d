package dev.postern.backends.signin;

import dev.postern.backends.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the clients prove themselves with: 256 random bits each. */
final class ClientSecrets {

  private final SortedMap<String, String> secrets;

  private ClientSecrets(Map<String, String> secrets) {
    this.secrets = new TreeMap<>(secrets);
    OAuthClient.all()
        .forEach(
            client -> this.secrets.computeIfAbsent(client.id(), id -> RandomToken.of256Bits()));
  }

  static ClientSecrets fresh() {
    return new ClientSecrets(Map.of());
  }

  /** Reads the file, and adds the clients that it lacks. */
  static ClientSecrets in(Path file) {
    Map<String, String> stored = Files.exists(file) ? read(file) : Map.of();
    var all = new ClientSecrets(stored);
    if (!all.secrets.equals(stored)) {
      PrivateFiles.write(file, all.lines().getBytes(StandardCharsets.UTF_8));
    }
    return all;
  }

  private static Map<String, String> read(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .map(line -> line.split("=", 2))
          .filter(pair -> pair.length == 2)
          .collect(Collectors.toMap(pair -> pair[0].trim(), pair -> pair[1].trim(), (a, b) -> b));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String lines() {
    return secrets.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }

  /**
   * The secret of a client.
   *
   * @throws IllegalArgumentException when there is no such client
   */
  String of(String client) {
    if (!secrets.containsKey(client)) {
      throw new IllegalArgumentException("No such client: " + client);
    }
    return secrets.get(client);
  }

  /** Takes the same time whether the client is known or not, and however much of it is right. */
  boolean match(String client, String offered) {
    byte[] right = digest(secrets.getOrDefault(client, ""));
    return MessageDigest.isEqual(right, digest(offered)) & secrets.containsKey(client);
  }

  private static byte[] digest(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "ClientSecrets[" + secrets.keySet() + "]";
  }
}
