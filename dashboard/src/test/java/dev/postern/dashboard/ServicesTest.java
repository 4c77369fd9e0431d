package dev.postern.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.postern.dashboard.StandIns.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the pages make of answers that the services give only when something is wrong, or huge. */
@QuarkusTest
@WithTestResource(StandIns.class)
class ServicesTest {

  private static final String CONTAINER =
      """
      {"id":"c%05d","account":"demo","name":"%s","environment":"shop","layer":"cp",
       "runtime":"RUNNING","notify":true,"addresses":[],"hostKeys":[],
       "credential":{"state":"%s","generation":2,"reason":%s}}""";

  @TestHTTPResource("/")
  URI dashboard;

  @Inject MeterRegistry meters;

  private Person demo;

  @BeforeEach
  void signIn() {
    StandIns.reset();
    demo = Person.signedIn(dashboard, "demo", "en");
  }

  @Test
  void aServiceThatIsDownLeavesTheRestOfThePage() {
    for (Answer down :
        List.of(
            Answer.cut(),
            new Answer(502, "text/html", "<h1>Bad gateway</h1>"),
            new Answer(404, "text/html", "<h1>Not found</h1>"),
            new Answer(200, "text/html", "<h1>Welcome to nginx</h1>"))) {
      StandIns.answer("/v1/containers", down);

      var page = demo.get("/");

      assertThat(page.statusCode()).as("%s", down).isEqualTo(200);
      assertThat(page.body())
          .contains("credential-service gives no answer", "Mails go to d…@postern.test");
    }
  }

  @Test
  void everyPartSaysWhichServiceIsMissing() {
    StandIns.answer("/v1/contact", Answer.cut());
    assertThat(demo.get("/").body())
        .contains("notification-service gives no answer", "There are no containers yet");

    StandIns.answer("/v1/keys", Answer.cut());
    assertThat(demo.get("/keys").body()).contains("key-service gives no answer", "Add key");
  }

  @Test
  void aPageAboutOneThingSaysThatItIsNotAvailableNow() {
    for (Answer down :
        List.of(Answer.cut(), new Answer(200, "text/html", "<h1>Welcome to nginx</h1>"))) {
      StandIns.answer("/v1/containers/c00001", down);

      var page = demo.get("/containers/c00001/connect");

      assertThat(page.statusCode()).as("%s", down).isEqualTo(503);
      assertThat(page.body())
          .contains("Not available right now")
          .doesNotContain("Exception", "nginx");
    }
  }

  @Test
  void aRefusedResetAsksAgainWithTheServicesSentence() {
    StandIns.answer("/v1/containers/c00001", Answer.json(container(1, "web-1", "NOTIFIED")));
    StandIns.answer(
        "/v1/password-resets", Answer.problem(429, "reset too often: try again later."));

    var page = demo.post("/resets/new?container=c00001", "/resets", "containers=c00001&once=1");

    assertThat(page.statusCode()).isEqualTo(429);
    assertThat(page.body()).contains("reset too often: try again later.", "web-1");
  }

  @Test
  void aSetAsLargeAsTheServiceTakesGoesThroughAndALargerOneIsToldTheLimit() {
    StandIns.answer("/v1/containers", exchange -> shop(1000));
    StandIns.answer("/v1/password-resets", Answer.json("{\"id\":\"s-1\",\"items\":[]}"));
    StandIns.answer(
        "/v1/password-resets/s-1",
        Answer.json(
            "{\"id\":\"s-1\",\"items\":["
                + "{\"container\":\"c00001\",\"generation\":2,\"state\":\"NOTIFIED\",\"error\":null}]}"));
    assertThat(demo.get("/resets/new?environment=shop").body())
        .contains("New passwords for 1000 containers");

    String ids =
        IntStream.range(0, 1000).mapToObj("c%05d"::formatted).collect(Collectors.joining("+"));
    var done =
        demo.post("/resets/new?environment=shop", "/resets", "containers=" + ids + "&once=1");
    assertThat(done.uri().getQuery()).isEqualTo("resets=s-1");
    assertThat(done.body()).contains("applied, proven, mailed", "1 of 1");

    StandIns.answer("/v1/containers", exchange -> shop(1001));
    assertThat(demo.get("/resets/new?environment=shop").body())
        .contains("1001 containers are too many at once: the limit is 1000");
  }

  @Test
  void everyBoxOfAPageMayBeTicked() {
    IntStream.range(0, 200)
        .forEach(
            n ->
                StandIns.answer(
                    "/v1/containers/c%05d".formatted(n),
                    Answer.json(container(n, "name-" + n, "NOTIFIED"))));
    String ids =
        IntStream.range(0, 200)
            .mapToObj("container=c%05d"::formatted)
            .collect(Collectors.joining("&"));

    assertThat(demo.get("/resets/new?" + ids + "&x=" + "x".repeat(3000)).body())
        .contains("New passwords for 200 containers");
  }

  private static Answer shop(int size) {
    return Answer.json(
        "{\"items\":["
            + IntStream.range(0, size)
                .mapToObj(n -> container(n, "name-%05d".formatted(n), "NOTIFIED"))
                .collect(Collectors.joining(","))
            + "],\"next\":null}");
  }

  @Test
  void whatARoleThatWasTakenAwayMayNotDoIsRefusedInWords() {
    StandIns.answer("/v1/containers/c00001", Answer.problem(403, "no role"));

    var page = demo.get("/containers/c00001/connect");

    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("Your account does not have the role that this needs");
  }

  @Test
  void everyCallIsThePersonsOwn() {
    StandIns.answer(
        "/v1/containers",
        exchange ->
            bearer(exchange).startsWith("Bearer ey")
                ? Answer.json("{\"items\":[],\"next\":null}")
                : Answer.problem(401, "whose?"));

    assertThat(demo.get("/").body()).contains("There are no containers yet");
  }

  @Test
  void aHostileNameOfAServiceIsTextAndNothingElse() {
    String name = "<script>alert(1)</script>\\\"'{row.id}";
    StandIns.answer(
        "/v1/containers", Answer.json("{\"items\":[" + container(1, name, "NOTIFIED") + "]}"));

    assertThat(demo.get("/").body())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;{row.id}")
        .doesNotContain("<script>alert");
  }

  @Test
  void everyStateOfAPasswordIsInWordsInBothLanguages() {
    Person german = Person.signedIn(dashboard, "demo", "de");
    for (String state :
        List.of(
            "REQUESTED",
            "APPLYING",
            "APPLIED",
            "NOTIFIED",
            "FAILED",
            "SUPERSEDED",
            "NOTIFY_FAILED",
            "EXPIRED",
            "SOMETHING_NEW")) {
      StandIns.answer(
          "/v1/containers", Answer.json("{\"items\":[" + container(1, "web-1", state) + "]}"));

      assertThat(demo.get("/").body()).contains("password").doesNotContain(state);
      assertThat(german.get("/").body()).contains("Passwort").doesNotContain(state);
    }
  }

  @Test
  void anIdIsNoPathOfAService() {
    StandIns.answer(
        "/v1/containers/c00001/password-resets",
        exchange -> {
          throw new AssertionError("reached " + exchange.getRequestURI());
        });

    for (String id : List.of("c00001%2Fpassword-resets%3F", "..%2Fkeys", "c%00", "%3B")) {
      assertThat(demo.get("/containers/" + id + "/ssh-check").statusCode()).as(id).isEqualTo(404);
      assertThat(demo.get("/resets/new?container=" + id).statusCode()).as(id).isEqualTo(404);
      assertThat(demo.get("/?resets=" + id).statusCode()).as(id).isEqualTo(404);
    }
  }

  @Test
  void tenThousandContainersAreReadInPages() {
    StandIns.answer("/v1/containers", ServicesTest::tenThousand);

    assertThat(demo.get("/").body())
        .contains("10000 containers", "Page 1 of 50", "name-00000")
        .doesNotContain("name-00200");
    assertThat(demo.get("/?filter=name-07&page=5").body())
        .contains("Page 5 of 5", "name-07999", "1000 containers");
  }

  @Test
  void aPartOfAPageWithoutASignInIsToldSoInsteadOfBeingSentAway() throws Exception {
    var request =
        HttpRequest.newBuilder(dashboard.resolve("/rows?id=c00001"))
            .header("HX-Request", "true")
            .build();

    var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(499);
  }

  private static Answer tenThousand(HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    int from =
        query.contains("cursor=")
            ? Integer.parseInt(query.replaceFirst(".*cursor=(\\d+).*", "$1"))
            : 0;
    String items =
        IntStream.range(from, from + 200)
            .mapToObj(n -> container(n, "name-%05d".formatted(n), "NOTIFIED"))
            .collect(Collectors.joining(","));
    String next = from + 200 < 10_000 ? "\"" + (from + 200) + "\"" : "null";
    return Answer.json("{\"items\":[" + items + "],\"next\":" + next + "}");
  }

  private static String container(int number, String name, String state) {
    return CONTAINER.formatted(number, name, state, "null");
  }

  private static String bearer(HttpExchange exchange) {
    return String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  @Test
  void whatABrowserRefusedIsCountedAndBadReportsAreNot() throws Exception {
    String report =
        "{\"csp-report\":{\"effective-directive\":\"script-src-elem\",\"blocked-uri\":\"eval\"}}";

    assertThat(report("application/csp-report", report)).isEqualTo(204);
    assertThat(report("application/csp-report", "{}")).isEqualTo(400);
    assertThat(report("text/plain", report)).isEqualTo(415);
    assertThat(report("application/csp-report", report + " ".repeat(20_000))).isEqualTo(413);

    assertThat(
            meters
                .counter("postern.dashboard.csp.violations", "directive", "script-src-elem")
                .count())
        .isEqualTo(1);
  }

  private int report(String type, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(dashboard.resolve("/csp-reports"))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
