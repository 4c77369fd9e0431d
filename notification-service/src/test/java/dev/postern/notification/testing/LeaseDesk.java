package dev.postern.notification.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Plays the part of credential-service that leases secrets. It takes only the service's own token,
 * and answers 410 for what it does not hold.
 */
public final class LeaseDesk implements AutoCloseable {

  private static final String PREFIX = "/internal/v1/secrets/";
  private static final String TEMPLATE = "DHKEM_X25519_HKDF_SHA256_HKDF_SHA256_AES_256_GCM";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private volatile KeysetHandle keys;
  private KeysetHandle rotated;
  private final Path privateKeyset;
  private final Map<String, byte[]> sealed = new ConcurrentHashMap<>();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final List<String> leases = new CopyOnWriteArrayList<>();

  private LeaseDesk() throws IOException, GeneralSecurityException {
    HybridConfig.register();
    keys = KeysetHandle.generateNew(KeyTemplates.get(TEMPLATE));
    privateKeyset = Files.createTempFile("sealing", ".json");
    publish(keys);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(PREFIX, this::answer);
    server.start();
  }

  static LeaseDesk start() {
    try {
      return new LeaseDesk();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Path privateKeyset() {
    return privateKeyset;
  }

  /** Holds a password under the reference, bound as the contract says. */
  public void hold(String ref, String container, long generation, String account, String secret) {
    String context =
        "postern-secret-v1\n" + ref + "\n" + container + "\n" + generation + "\n" + account;
    try {
      HybridEncrypt seal =
          keys.getPublicKeysetHandle()
              .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class);
      sealed.put(
          ref,
          seal.encrypt(
              secret.getBytes(StandardCharsets.US_ASCII),
              context.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The secret is gone: superseded, expired or its container deleted. */
  public void drop(String ref) {
    sealed.remove(ref);
  }

  /** Step one of a rotation: the service can open what a new key will seal. */
  public void addPrivateKey() throws GeneralSecurityException {
    rotated =
        KeysetHandle.newBuilder(keys)
            .addEntry(KeysetHandle.generateEntryFromParametersName(TEMPLATE).withRandomId())
            .build();
    publish(rotated);
  }

  /** Step two: secrets are sealed with the new key from now on. */
  public void sealWithNewKey() throws GeneralSecurityException {
    KeysetHandle.Builder builder = KeysetHandle.newBuilder(rotated);
    builder.getAt(builder.size() - 1).makePrimary();
    rotated = builder.build();
    publish(rotated);
    keys = rotated;
  }

  /** Step three: nobody has the old key any more. */
  public void destroyOldKey() throws GeneralSecurityException {
    KeysetHandle.Builder builder = KeysetHandle.newBuilder(rotated);
    builder.deleteAt(0);
    rotated = builder.build();
    publish(rotated);
    keys = rotated;
  }

  private void publish(KeysetHandle handle) {
    try {
      Files.writeString(
          privateKeyset,
          TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get()));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The next leases of this reference are answered 503. */
  public void failNextLeases(String ref, int times) {
    failures.put(ref, times);
  }

  public boolean isAcknowledged(String ref) {
    return acknowledged.contains(ref);
  }

  public long leasesOf(String ref) {
    return leases.stream().filter(ref::equals).count();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(PREFIX.length());
      if (!isNotificationService(exchange)) {
        exchange.sendResponseHeaders(401, -1);
      } else if (exchange.getRequestMethod().equals("DELETE")) {
        acknowledge(exchange, path);
      } else {
        lease(exchange, path.replaceAll("/lease$", ""));
      }
    }
  }

  private void acknowledge(HttpExchange exchange, String ref) throws IOException {
    sealed.remove(ref);
    acknowledged.add(ref);
    exchange.sendResponseHeaders(204, -1);
  }

  private void lease(HttpExchange exchange, String ref) throws IOException {
    leases.add(ref);
    byte[] secret = sealed.get(ref);
    if (failures.merge(ref, -1, Integer::sum) >= 0) {
      exchange.sendResponseHeaders(503, -1);
    } else if (secret == null) {
      exchange.sendResponseHeaders(410, -1);
    } else {
      byte[] body =
          JSON.writeValueAsBytes(
              Map.of(
                  "sealed", Base64.getEncoder().encodeToString(secret),
                  "keyId", Integer.toUnsignedString(keys.getPrimary().getId()),
                  "expiresAt", Instant.now().plusSeconds(3600).toString()));
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static boolean isNotificationService(HttpExchange exchange) throws IOException {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null || !header.startsWith("Bearer ")) {
      return false;
    }
    JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(header.split("\\.")[1]));
    return claims.path("azp").asText().equals("notification-service")
        && claims.path("roles").toString().contains("service");
  }

  @Override
  public void close() {
    server.stop(0);
    try {
      Files.deleteIfExists(privateKeyset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
