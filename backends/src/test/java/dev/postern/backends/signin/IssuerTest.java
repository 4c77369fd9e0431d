package dev.postern.backends.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerTest {

  private static final Issuer ISSUER = Issuer.ephemeral();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @ParameterizedTest
  @CsvSource({
    "demo, user",
    "friend, user",
    "platform, platform",
    "operator, operator",
    "auditor, auditor"
  })
  void givesEveryAccountATokenOfItsRole(String account, String role) throws Exception {
    // When
    JWTClaimsSet claims = verified(ISSUER, ISSUER.token(account));

    // Then
    assertThat(claims.getStringClaim("account")).isEqualTo(account);
    assertThat(claims.getStringListClaim("roles")).containsExactly(role);
    assertThat(claims.getAudience()).contains("credential-service", "ssh-gateway", "dashboard");
    assertThat(claims.getExpirationTime().getTime() - claims.getIssueTime().getTime())
        .isEqualTo(3_600_000);
    assertThat(claims.getJWTID()).isNotBlank();
  }

  @Test
  void givesAServiceItsNameAndNoAccount() throws Exception {
    // When
    JWTClaimsSet claims = verified(ISSUER, ISSUER.serviceToken("notification-service"));

    // Then
    assertThat(claims.getStringClaim("azp")).isEqualTo("notification-service");
    assertThat(claims.getStringListClaim("roles")).containsExactly("service");
    assertThat(claims.getClaim("account")).isNull();
  }

  @Test
  void takesTheSecretInTheHeader() throws Exception {
    // When
    var answer =
        basic(ISSUER, "demo", ISSUER.clientSecret("demo"), "grant_type=client_credentials");

    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(verified(ISSUER, accessToken(answer)).getSubject()).isEqualTo("demo");
  }

  @Test
  void takesTheSecretInTheForm() throws Exception {
    // When
    var answer =
        post(
            ISSUER,
            "grant_type=client_credentials&client_id=notification-service&client_secret="
                + ISSUER.clientSecret("notification-service"));

    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(verified(ISSUER, accessToken(answer)).getStringClaim("azp"))
        .isEqualTo("notification-service");
  }

  @ParameterizedTest
  @CsvSource({"demo, wrong", "demo, ''", "nobody, wrong", "friend, demo"})
  void refusesAWrongSecret(String client, String secret) throws Exception {
    // When
    var answer = basic(ISSUER, client, secret, "grant_type=client_credentials");

    // Then
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("\"error\":\"invalid_client\"");
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Basic"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "grant_type=client_credentials",
        "grant_type=client_credentials&client_id=demo",
        "%%%",
        "a=b&a=c"
      })
  void refusesAClientThatDoesNotProveItself(String form) throws Exception {
    // When
    var answer = post(ISSUER, form);

    // Then
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("\"error\":\"invalid_client\"");
  }

  @ParameterizedTest
  @CsvSource({
    "grant_type=password, unsupported_grant_type",
    "'', invalid_request",
    "scope=x, invalid_request"
  })
  void refusesAnyOtherGrant(String form, String error) throws Exception {
    // When
    var answer = basic(ISSUER, "demo", ISSUER.clientSecret("demo"), form);

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"error\":\"" + error + "\"");
  }

  @Test
  void describesItself() throws Exception {
    // When
    var metadata =
        OIDCProviderMetadata.parse(get(ISSUER.url() + "/.well-known/openid-configuration"));

    // Then
    assertThat(metadata.getIssuer().getValue()).isEqualTo(ISSUER.url());
    assertThat(metadata.getTokenEndpointURI()).hasToString(ISSUER.url() + "/token");
    assertThat(get(metadata.getJWKSetURI().toString())).doesNotContain("\"d\":");
  }

  @Test
  void keepsItsKeyAndSecretsInPrivateFiles(@TempDir Path folder) throws Exception {
    // Given
    Path key = folder.resolve("signin/key.json");
    Path secrets = folder.resolve("signin/secrets");
    String before;
    String secret;
    try (var issuer = Issuer.start(0, key, secrets)) {
      before = get(issuer.url() + "/jwks");
      secret = issuer.clientSecret("demo");
    }

    // When
    try (var issuer = Issuer.start(0, key, secrets)) {

      // Then
      assertThat(get(issuer.url() + "/jwks")).isEqualTo(before);
      assertThat(issuer.clientSecret("demo")).isEqualTo(secret);
      assertThat(Files.readString(secrets)).contains("demo=" + secret);
      assertThat(mode(key)).isEqualTo("rw-------");
      assertThat(mode(secrets)).isEqualTo("rw-------");
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static JWTClaimsSet verified(Issuer issuer, String token) throws Exception {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            JWSAlgorithm.RS256,
            JWKSourceBuilder.<SecurityContext>create(URI.create(issuer.url() + "/jwks").toURL())
                .build()));
    JWTClaimsSet claims = processor.process(token, null);
    assertThat(claims.getIssuer()).isEqualTo(issuer.url());
    return claims;
  }

  private static String accessToken(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readValue(answer.body(), Map.class).get("access_token").toString();
  }

  private static String get(String url) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url)).build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static HttpResponse<String> basic(
      Issuer issuer, String client, String secret, String form) throws Exception {
    byte[] pair = (client + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return send(
        request(issuer, form)
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair)));
  }

  private static HttpResponse<String> post(Issuer issuer, String form) throws Exception {
    return send(request(issuer, form));
  }

  private static HttpRequest.Builder request(Issuer issuer, String form) {
    return HttpRequest.newBuilder(URI.create(issuer.url() + "/token"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
