package dev.postern.backends.signin;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An OpenID Connect issuer on loopback: discovery (OpenID Connect Discovery 1.0), key set (RFC
 * 7517), a token endpoint that returns signed JWTs, for client credentials (RFC 6749, section 4.4)
 * and for people by code flow with a proof key, with the pages and ends of that: sign-in, refresh,
 * revocation (RFC 7009), sign-out.
 *
 * <p>Tokens carry {@code iss}, {@code sub}, {@code aud} (every service), {@code azp}, {@code iat},
 * {@code exp} (one hour), {@code jti}, {@code account} and {@code roles}.
 */
public final class Issuer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads;
  private final ClientSecrets secrets;
  private final TokenMint mint;

  private Issuer(
      HttpServer server, ExecutorService threads, ClientSecrets secrets, TokenMint mint) {
    this.server = server;
    this.threads = threads;
    this.secrets = secrets;
    this.mint = mint;
  }

  /**
   * Starts an issuer that keeps its key and secrets in files of mode 0600, made if missing.
   *
   * @param port 0 takes a free one
   * @param signingKey a JSON Web Key with its private part
   * @param clientSecrets one line {@code client=secret} each
   */
  public static Issuer start(int port, Path signingKey, Path clientSecrets) {
    return start(port, SigningKey.in(signingKey), ClientSecrets.in(clientSecrets));
  }

  /** Starts an issuer on a free port whose key and secrets are known to this process only. */
  public static Issuer ephemeral() {
    return start(0, SigningKey.fresh(), ClientSecrets.fresh());
  }

  private static Issuer start(int port, SigningKey key, ClientSecrets secrets) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      HttpServer server = HttpServer.create(address, 0);
      ExecutorService threads = Executors.newFixedThreadPool(4, Issuer::daemon);
      var mint = new TokenMint("http://localhost:" + server.getAddress().getPort(), key);
      server.setExecutor(threads);
      serve(server, key, secrets, mint);
      server.start();
      return new Issuer(server, threads, secrets, mint);
    } catch (IOException e) {
      throw new UncheckedIOException("The issuer did not start on port " + port, e);
    }
  }

  private static void serve(
      HttpServer server, SigningKey key, ClientSecrets secrets, TokenMint mint) {
    var discovery = new Discovery(mint.issuer());
    server.createContext(
        "/.well-known/openid-configuration", new JsonDocumentHandler(discovery.json()));
    server.createContext(
        "/.well-known/oauth-authorization-server", new JsonDocumentHandler(discovery.json()));
    server.createContext("/jwks", new JsonDocumentHandler(key.publicSet()));
    var codes = new AuthorizationCodes();
    var refreshTokens = new RefreshTokens();
    var tokens = new TokenEndpoint(mint, codes, refreshTokens);
    server.createContext("/token", new AuthenticatedClientEndpoint(secrets, tokens));
    server.createContext(
        "/revoke", new AuthenticatedClientEndpoint(secrets, revocation(refreshTokens)));
    server.createContext("/authorize", new SignInEndpoint(codes, mint.issuer()));
    server.createContext("/sign-out", new SignOutEndpoint());
    server.createContext("/signin.css", SignInPage::style);
  }

  /** Whatever is unknown is revoked already (RFC 7009, section 2.2). */
  private static AuthenticatedClientEndpoint.Call revocation(RefreshTokens refreshTokens) {
    return (client, form) -> {
      refreshTokens.revoke(form.get("token"), client.id());
      return "{}";
    };
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "issuer");
    thread.setDaemon(true);
    return thread;
  }

  /** The issuer identifier, {@code http://localhost:PORT}: what services have as server URL. */
  public String url() {
    return mint.issuer();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /**
   * A bearer token of an account. An account that is not in the contracts is a person with the role
   * {@code user}, so that tests may have as many tenants as they like.
   */
  public String token(String account) {
    return mint.token(OAuthClient.account(account));
  }

  /** A bearer token with which a service calls another's {@code /internal}. */
  public String serviceToken(String serviceName) {
    return mint.token(OAuthClient.service(serviceName));
  }

  /** A token that runs out soon. */
  public String token(String account, Duration left) {
    return mint.token(OAuthClient.account(account), left);
  }

  /** A token that has run out: signed and whole, but its {@code exp} has passed. */
  public String expiredToken(String account) {
    return mint.expiredToken(OAuthClient.account(account));
  }

  /** The secret with which a client fetches its own tokens. */
  public String clientSecret(String client) {
    return secrets.of(client);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
