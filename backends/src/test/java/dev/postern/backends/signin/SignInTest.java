package dev.postern.backends.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People sign in at the dashboard by code flow. */
class SignInTest {

  private static final Issuer ISSUER = Issuer.ephemeral();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** The pair of RFC 7636, appendix B. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final String BACK = "http://localhost:8080/sign-in";

  @AfterAll
  static void stop() {
    ISSUER.close();
  }

  @Test
  void showsTheAccountsAsButtons() throws Exception {
    // When
    var page = get(authorize(Map.of()));

    // Then
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("value=\"demo\"", "value=\"friend\"", "value=\"platform\"")
        .contains("value=\"operator\"", "value=\"auditor\"");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "frame-ancestors 'none'");
  }

  @Test
  void givesThePressedAccountsTokensForItsCode() throws Exception {
    // When
    JsonNode tokens = json(redeem(code("friend"), Map.of()));

    // Then
    JWTClaimsSet id = claims(tokens, "id_token");
    assertThat(id.getAudience()).containsExactly("dashboard");
    assertThat(id.getStringClaim("nonce")).isEqualTo("n-1");
    JWTClaimsSet access = claims(tokens, "access_token");
    assertThat(access.getSubject()).isEqualTo("friend");
    assertThat(access.getStringClaim("account")).isEqualTo("friend");
    assertThat(access.getStringClaim("azp")).isEqualTo("dashboard");
    assertThat(access.getStringListClaim("roles")).containsExactly("user");
    assertThat(access.getAudience()).contains("credential-service", "ssh-gateway");
  }

  @Test
  void bringsTheCodeBackWithTheStateAndItsOwnName() throws Exception {
    // When
    String location = press("demo").headers().firstValue("Location").orElseThrow();

    // Then
    assertThat(location).startsWith(BACK + "?");
    assertThat(parameters(location))
        .containsEntry("state", "s-1")
        .containsEntry("iss", ISSUER.url())
        .containsKey("code");
  }

  @Test
  void takesACodeOnlyOnce() throws Exception {
    // Given
    String code = code("demo");
    redeem(code, Map.of());

    // When
    var again = redeem(code, Map.of());

    // Then
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.body()).contains("invalid_grant");
  }

  @ParameterizedTest
  @CsvSource({
    "code_verifier, E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    "code_verifier, short",
    "code_verifier, ''",
    "redirect_uri, http://localhost:8080/other",
    "code, guessed"
  })
  void refusesACodeOfWhoeverDidNotAskForIt(String field, String value) throws Exception {
    // When
    var answer = redeem(code("demo"), Map.of(field, value));

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("invalid_grant");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/sign-in",
        "http://localhost.evil.example/sign-in",
        "http://demo@evil.example/sign-in",
        "http://localhost:8080@evil.example/sign-in",
        "http://localhost:8080/sign-in/../elsewhere",
        "http://localhost:8080/sign-in#x",
        "https://localhost:8080/sign-in",
        "javascript:alert(1)"
      })
  void sendsNobodyToAPageThatIsNotTheClients(String page) throws Exception {
    // When
    var answer = get(authorize(Map.of("redirect_uri", page)));

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
    assertThat(answer.body()).doesNotContain("<form");
  }

  @ParameterizedTest
  @CsvSource({
    "code_challenge, ''",
    "code_challenge_method, plain",
    "response_type, token",
    "response_type, code id_token"
  })
  void tellsItsClientWhatIsWrong(String field, String value) throws Exception {
    // When
    var answer = get(authorize(Map.of(field, value)));

    // Then
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location").orElseThrow())
        .startsWith(BACK + "?")
        .contains("error=", "state=s-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "notification-service", "", "demo&x=y"})
  void signsInNobodyWhoIsNotAnAccount(String account) throws Exception {
    assertThat(press(account).statusCode()).isEqualTo(400);
  }

  @Test
  void goesOnWithARefreshToken() throws Exception {
    // Given
    JsonNode first = json(redeem(code("auditor"), Map.of()));

    // When
    JsonNode next = json(refresh(first));

    // Then
    JWTClaimsSet access = claims(next, "access_token");
    assertThat(access.getStringClaim("account")).isEqualTo("auditor");
    assertThat(access.getClaim("sid")).isEqualTo(claims(first, "access_token").getClaim("sid"));
    assertThat(next.get("refresh_token")).isNotEqualTo(first.get("refresh_token"));
  }

  @Test
  void endsASignInWhoseRefreshTokenWasCopied() throws Exception {
    // Given
    JsonNode first = json(redeem(code("demo"), Map.of()));
    JsonNode second = json(refresh(first));

    // When
    var copied = refresh(first);

    // Then
    assertThat(copied.body()).contains("invalid_grant");
    assertThat(refresh(second).body()).contains("invalid_grant");
  }

  @Test
  void goesOnNoMoreOnceItsRefreshTokenIsRevoked() throws Exception {
    // Given
    JsonNode tokens = json(redeem(code("demo"), Map.of()));

    // When
    var revoked = post("/revoke", Map.of("token", tokens.get("refresh_token").asText()));

    // Then
    assertThat(revoked.statusCode()).isEqualTo(200);
    assertThat(refresh(tokens).body()).contains("invalid_grant");
  }

  @Test
  void sendsWhoSignedOutBackToTheClientsPageOnly() throws Exception {
    // When
    var known = get(signOut("http://localhost:8080/signed-out"));
    var foreign = get(signOut("http://evil.example/signed-out"));

    // Then
    assertThat(known.headers().firstValue("Location")).hasValue("http://localhost:8080/signed-out");
    assertThat(foreign.headers().firstValue("Location")).isEmpty();
    assertThat(foreign.body()).contains("You are signed out.");
  }

  private static String signOut(String page) {
    return ISSUER.url()
        + "/sign-out?"
        + form(Map.of("client_id", "dashboard", "post_logout_redirect_uri", page));
  }

  private static String authorize(Map<String, String> changes) {
    Map<String, String> parameters =
        new HashMap<>(
            Map.of(
                "client_id", "dashboard",
                "response_type", "code",
                "scope", "openid",
                "redirect_uri", BACK,
                "state", "s-1",
                "nonce", "n-1",
                "code_challenge", CHALLENGE,
                "code_challenge_method", "S256"));
    parameters.putAll(changes);
    parameters.values().removeIf(String::isEmpty);
    return ISSUER.url() + "/authorize?" + form(parameters);
  }

  private static HttpResponse<String> press(String account) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(authorize(Map.of())))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("account=" + account)));
  }

  private static String code(String account) throws Exception {
    return parameters(press(account).headers().firstValue("Location").orElseThrow()).get("code");
  }

  private static HttpResponse<String> redeem(String code, Map<String, String> changes)
      throws Exception {
    Map<String, String> fields =
        new HashMap<>(
            Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", BACK,
                "code_verifier", VERIFIER));
    fields.putAll(changes);
    return post("/token", fields);
  }

  private static HttpResponse<String> refresh(JsonNode tokens) throws Exception {
    return post(
        "/token",
        Map.of(
            "grant_type", "refresh_token", "refresh_token", tokens.get("refresh_token").asText()));
  }

  private static HttpResponse<String> post(String path, Map<String, String> fields)
      throws Exception {
    Map<String, String> all = new HashMap<>(fields);
    all.put("client_id", "dashboard");
    all.put("client_secret", ISSUER.clientSecret("dashboard"));
    return send(
        HttpRequest.newBuilder(URI.create(ISSUER.url() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form(all))));
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(url)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  private static JWTClaimsSet claims(JsonNode tokens, String name) throws Exception {
    return SignedJWT.parse(tokens.get(name).asText()).getJWTClaimsSet();
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static Map<String, String> parameters(String url) {
    return Arrays.stream(URI.create(url).getQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }
}
