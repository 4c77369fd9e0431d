package dev.postern.local.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.backends.files.PrivateFiles;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Ports;
import dev.postern.local.platform.LoopbackHttp.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Bearer tokens of the local accounts, from the issuer, by client credentials (RFC 6749, 4.4). */
public final class AccountTokens {

  private static final String ACCOUNTS = "demo, friend, platform, operator, auditor";
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Instance instance;

  public AccountTokens(Instance instance) {
    this.instance = instance;
  }

  /** The issuer's signing key, a JSON Web Key. */
  public static Path signingKey(Instance instance) {
    return instance.secrets().resolve("issuer-key.json");
  }

  /** The secrets of the issuer's clients, a line {@code client=secret} each. */
  public static Path clientSecrets(Instance instance) {
    return instance.secrets().resolve("issuer-clients");
  }

  /** The secret of an issuer's client; nothing when there is no such client. */
  public static Optional<String> clientSecret(Instance instance, String client) {
    return PrivateFiles.read(clientSecrets(instance)).stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(client + "="))
        .map(line -> line.substring(client.length() + 1).strip())
        .findFirst();
  }

  /**
   * A token that is valid for an hour.
   *
   * @throws ApiException when the account is unknown or the issuer does not answer
   */
  public String of(String account) {
    String secret =
        clientSecret(instance, account)
            .orElseThrow(
                () ->
                    new ApiException(
                        "there is no local account \"" + account + "\"; there are " + ACCOUNTS));
    return accessToken(ask("Basic " + basic(account, secret)));
  }

  private Answer ask(String authorization) {
    String url = "http://127.0.0.1:" + new Ports(instance).issuer() + "/token";
    Map<String, String> headers =
        Map.of("Content-Type", "application/x-www-form-urlencoded", "Authorization", authorization);
    try {
      return LoopbackHttp.send(
          "POST", url, headers, "grant_type=client_credentials", Duration.ofSeconds(10));
    } catch (IOException e) {
      throw new ApiException(
          "the issuer does not answer; is the product running? ./postern status", e);
    }
  }

  private static String accessToken(Answer answer) {
    try {
      if (answer.status() == 200) {
        return JSON.readTree(answer.body()).path("access_token").asText();
      }
    } catch (IOException e) {
      throw new ApiException("the issuer's answer is not JSON", e);
    }
    throw new ApiException("the issuer answered " + answer.status());
  }

  private static String basic(String client, String secret) {
    String pair = URLEncoder.encode(client, UTF_8) + ":" + URLEncoder.encode(secret, UTF_8);
    return Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }
}
