package dev.postern.dashboard;

import static dev.postern.dashboard.StandIns.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.dashboard.StandIns.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the pages show of the gateways, and do without them. */
@QuarkusTest
@WithTestResource(StandIns.class)
class GatewaysTest {

  private static final String KEY =
      """
      {"id":"k1","account":"demo","title":"laptop","type":"ssh-ed25519","bits":256,
       "fingerprint":"SHA256:abc","addedAt":"2026-01-01T00:00:00Z","state":"ACTIVE"}""";

  private static final String SHARED =
      """
      {"id":"cother1","name":"db-1","account":"friend","environment":"lab","layer":"db",
       "status":"%s","shared":true}""";

  @TestHTTPResource("/")
  URI dashboard;

  private Person demo;

  @BeforeEach
  void signIn() {
    StandIns.reset();
    StandIns.answer("/v1/keys", list(KEY));
    StandIns.answer("/v1/keys/k1", Answer.json(KEY));
    demo = Person.signedIn(dashboard, "demo", "en");
  }

  private static Answer list(String... items) {
    return Answer.json("{\"items\":[" + String.join(",", items) + "],\"next\":null}");
  }

  private static String session(String name, String fingerprint) {
    return """
        {"id":"s","account":"demo","container":"c1","containerName":"%s","keyFingerprint":%s,
         "kind":"SSH","openedAt":"%s","detached":false}"""
        .formatted(name, fingerprint, Instant.now().minusSeconds(200));
  }

  @Test
  void aKeySaysHowManySessionsItHasOpenAndWhichOnesItsRemovalEnds() {
    StandIns.answer(
        GATEWAY + "/v1/sessions",
        list(
            session("web-1", "\"SHA256:abc\""),
            session("web-2", "\"SHA256:abc\""),
            session("stranger-1", "\"SHA256:other\""),
            session("page-1", "null")));

    assertThat(demo.get("/keys").body()).contains("2 sessions open");
    assertThat(demo.get("/keys/k1/remove").body())
        .contains("It ends these 2 sessions:", "web-1", "web-2", "3 min ago")
        .doesNotContain("stranger-1", "page-1");
  }

  @Test
  void hundredsOfSessionsAreCountedAndTheFirstAreNamed() {
    StandIns.answer(
        GATEWAY + "/v1/sessions",
        list(
            IntStream.range(0, 300)
                .mapToObj(i -> session("web-" + i, "\"SHA256:abc\""))
                .toArray(String[]::new)));

    assertThat(demo.get("/keys/k1/remove").body())
        .contains("It ends these 300 sessions:", "and 290 more");
  }

  @Test
  void sessionsAreReadInPages() {
    StandIns.answer(
        GATEWAY + "/v1/sessions",
        exchange ->
            exchange.getRequestURI().getQuery().contains("cursor=next")
                ? list(session("web-2", "\"SHA256:abc\""))
                : Answer.json(
                    "{\"items\":[" + session("web-1", "\"SHA256:abc\"") + "],\"next\":\"next\"}"));

    assertThat(demo.get("/keys").body()).contains("2 sessions open");
  }

  @Test
  void withoutAGatewayThePagesSayWhatIsMissingAndShowTheRest() {
    for (Answer down :
        List.of(
            Answer.cut(),
            new Answer(502, "text/html", "<h1>Bad gateway</h1>"),
            new Answer(200, "text/html", "<h1>Welcome to nginx</h1>"),
            new Answer(404, "text/html", "<h1>An older one</h1>"))) {
      StandIns.answer(GATEWAY + "/v1/sessions", down);
      StandIns.answer(GATEWAY + "/v1/containers", down);
      StandIns.answer(GATEWAY + "/v1/gateway", down);

      assertThat(demo.get("/keys").body())
          .as("%s", down)
          .contains("Sessions are not counted now", "laptop", "Add key");
      assertThat(demo.get("/keys/k1/remove").body())
          .contains("Which sessions it has open cannot be shown now", "csrf-token");
      assertThat(demo.get("/").body())
          .contains("What others share with you is not shown now", "There are no containers yet");
      assertThat(Person.signedIn(dashboard, "operator", "en").get("/gateways").body())
          .contains("127.0.0.1", "gives no answer");
    }
  }

  @Test
  void whatOthersShareIsOnTheHomePageWithItsWayIn() {
    StandIns.answer(GATEWAY + "/v1/containers", list(SHARED.formatted("RUNNING")));

    assertThat(demo.get("/").body())
        .contains(
            "Shared with you", "db-1", "lab", "of friend", "ssh -p 3022 db-1-friend@localhost")
        .contains("href=\"/containers/cother1/terminal\"");
    assertThat(demo.get("/?filter=db").body()).contains("Shared with you");
    assertThat(demo.get("/?filter=zzz").body()).doesNotContain("Shared with you");

    StandIns.answer(GATEWAY + "/v1/containers", list(SHARED.formatted("STOPPED")));
    assertThat(demo.get("/").body()).contains("stopped").doesNotContain("cother1/terminal");
  }

  @Test
  void aTerminalOfWhatOthersShareHasItsPageAndOfAnythingElseNone() {
    StandIns.answer(GATEWAY + "/v1/containers", list(SHARED.formatted("RUNNING")));

    assertThat(demo.get("/containers/cother1/terminal").body()).contains("db-1");
    assertThat(demo.get("/containers/cother2/terminal").statusCode()).isEqualTo(404);
  }

  @Test
  void aGatewaySaysHowItIsInWords() {
    Person operator = Person.signedIn(dashboard, "operator", "en");

    StandIns.answer(GATEWAY + "/v1/gateway", gateway(true, "1", true));
    assertThat(operator.get("/gateways").body())
        .contains("gw-1", "lets people in", ">live<", "1 session ·", "2 terminals", "5 keys");
    StandIns.answer(GATEWAY + "/v1/gateway", gateway(false, "185", true));
    assertThat(operator.get("/gateways").body()).contains("not live: what it knows is 3 min old");
    StandIns.answer(GATEWAY + "/v1/gateway", gateway(false, "null", false));
    assertThat(operator.get("/gateways").body())
        .contains("lets nobody in now", "knows nothing yet");
    assertThat(Person.signedIn(dashboard, "auditor", "de").get("/gateways").body())
        .contains("lässt jetzt niemanden hinein", "weiß noch nichts");
  }

  private static Answer gateway(boolean live, String staleness, boolean accepts) {
    return Answer.json(
        """
        {"name":"gw-1","startedAt":"2026-01-01T00:00:00Z","view":{"live":%s,"stalenessSeconds":%s,
         "keys":5,"containers":4,"shares":3},"clients":2,"sessions":1,"terminals":2,"upstreams":1,
         "acceptsLogins":%s}"""
            .formatted(live, staleness, accepts));
  }

  @Test
  void forOthersThereIsNoPageOfGateways() {
    assertThat(demo.get("/gateways").statusCode()).isEqualTo(404);
    assertThat(demo.get("/keys").body()).doesNotContain("/gateways");
    assertThat(Person.signedIn(dashboard, "operator", "en").get("/keys").body())
        .contains("href=\"/gateways\"");
  }

  @Test
  void aHostileNameIsTextAndNothingElse() {
    String name = "<b>x</b>";
    StandIns.answer(
        GATEWAY + "/v1/containers", list(SHARED.formatted("RUNNING").replace("db-1", name)));
    StandIns.answer(GATEWAY + "/v1/sessions", list(session(name, "\"SHA256:abc\"")));

    assertThat(
            List.of("/", "/keys/k1/remove").stream()
                .map(path -> demo.get(path).body())
                .collect(Collectors.joining()))
        .contains("&lt;b&gt;x&lt;/b&gt;")
        .doesNotContain(name);
  }
}
