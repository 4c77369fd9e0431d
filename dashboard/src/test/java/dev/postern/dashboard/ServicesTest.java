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
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
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
  void operatorsPagesSayWhichServiceIsMissing() {
    Person operator = Person.signedIn(dashboard, "operator", "en");
    for (String path :
        List.of("/v1/pools", "/v1/pool-usage", "/v1/mail-queue", "/v1/dead-letters")) {
      StandIns.answer(path, Answer.cut());
    }

    assertThat(operator.get("/pools").body())
        .contains("ip-service gives no answer", "Create a pool");
    assertThat(operator.get("/mail-queue").body()).contains("notification-service gives no answer");
    assertThat(operator.get("/dead-letters").body()).contains("Dead letters cannot be shown now");
    StandIns.answer("/v1/ips/192.0.2.1/history", Answer.cut());
    assertThat(operator.get("/as-of?what=192.0.2.1").body()).contains("gives no answer");
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
    StandIns.answer("/v1/containers", list(container(1, "web-1", "NOTIFIED")));
    StandIns.answer(
        "/v1/password-resets", Answer.problem(429, "reset too often: try again later."));

    var page = demo.post("/resets/new?container=c00001", "/resets", "containers=c00001&once=1");

    assertThat(page.statusCode()).isEqualTo(429);
    assertThat(page.body()).contains("reset too often: try again later.", "web-1");
  }

  @Test
  void aSetAsLargeAsTheServiceTakesGoesThroughAndALargerOneIsToldTheLimit() {
    StandIns.answer("/v1/containers", exchange -> shop(exchange, 1000));
    StandIns.answer("/v1/containers/counts", Answer.json("{\"total\":1000}"));
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

    StandIns.answer("/v1/containers", Answer.cut());
    StandIns.answer("/v1/containers/counts", Answer.json("{\"total\":1001}"));
    assertThat(demo.get("/resets/new?environment=shop").body())
        .contains("1001 containers are too many at once: the limit is 1000");
  }

  @Test
  void everyBoxOfAPageMayBeTicked() {
    StandIns.answer("/v1/containers", exchange -> shop(exchange, 200));
    String ids =
        IntStream.range(0, 200)
            .mapToObj("container=c%05d"::formatted)
            .collect(Collectors.joining("&"));

    assertThat(demo.get("/resets/new?" + ids + "&x=" + "x".repeat(3000)).body())
        .contains("New passwords for 200 containers");
  }

  /** All of them, or those whose ids are asked for. */
  private static Answer shop(HttpExchange exchange, int size) {
    String query = exchange.getRequestURI().getQuery();
    return list(
        IntStream.range(0, size)
            .filter(n -> !query.contains("id=") || query.contains("id=c%05d".formatted(n)))
            .mapToObj(n -> container(n, "name-%05d".formatted(n), "NOTIFIED"))
            .toArray(String[]::new));
  }

  @Test
  void whatIsGoneSinceThePageWasLoadedIsSaidWhereOneLooks() {
    StandIns.answer("/v1/containers", list(container(1, "web-1", "NOTIFIED")));
    assertThat(demo.get("/resets/new?container=c00001&container=c00002").body())
        .contains("1 of the containers is gone since the page was loaded", "web-1");

    StandIns.answer("/v1/shares", list());
    var share = demo.get("/shares/s1/remove");
    assertThat(share.statusCode()).isEqualTo(404);
    assertThat(share.body()).contains("This share is not there any more", "Share an environment");

    StandIns.answer("/v1/containers/c00001", Answer.json(container(1, "web-1", "NOTIFIED")));
    StandIns.answer("/v1/containers/c00001/history", list());
    StandIns.answer("/v1/notifications", list());
    StandIns.answer("/v1/notifications/m1/retry", Answer.problem(409, "This mail is SENT."));
    var mail =
        demo.post(
            "/containers/c00001/history", "/containers/c00001/history/mails/m1/retry", "once=1");
    assertThat(mail.statusCode()).isEqualTo(409);
    assertThat(mail.body()).contains("This mail is SENT.", "History of web-1");

    StandIns.answer("/v1/ips", list());
    StandIns.answer("/v1/ips/127.0.0.9/move", Answer.problem(404, "There is no such address."));
    assertThat(demo.post("/ips", "/ips/127.0.0.9/move", "to=c00001&once=1").body())
        .contains("There is no such address.", "Public IPs");
  }

  @Test
  void aButtonThatIsPressedTwiceIsOneRequestAndAnotherChoiceIsAnother() {
    List<String> keys = new CopyOnWriteArrayList<>();
    StandIns.answer("/v1/ips", list());
    StandIns.answer(
        "/v1/containers/c00001/ips",
        exchange -> {
          keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          return new Answer(201, "application/json", "{}");
        });

    for (String family : List.of("ipv4", "ipv4", "ipv6")) {
      demo.post("/ips", "/ips", "container=c00001&once=k&family=" + family);
    }

    assertThat(keys).hasSize(3);
    assertThat(keys.get(0)).isEqualTo(keys.get(1)).isNotEqualTo(keys.get(2)).isNotBlank();
  }

  @Test
  void anAddressIsMovedToAnotherContainerOrDetachedFromBothOfItsPages() {
    StandIns.answer("/v1/containers/c00001", Answer.json(container(1, "web-1", "NOTIFIED")));
    StandIns.answer(
        "/v1/containers",
        list(container(1, "web-1", "NOTIFIED"), container(2, "web-2", "NOTIFIED")));
    StandIns.answer(
        "/v1/ips",
        list(
            """
            {"address":"192.0.2.7","port":22,"family":"ipv4","container":"c00001",
             "state":"ATTACHED"}"""));

    for (String family : List.of("ipv4", "ipv6")) {
      StandIns.answer(
          "/v1/containers/c00001/ips/" + family + "/count",
          Answer.json("{\"count\":1,\"held\":1}"));
    }

    for (String page : List.of("/ips", "/containers/c00001/ips")) {
      assertThat(demo.get(page).body())
          .contains("action=\"" + page + "/192.0.2.7/move\"")
          .contains("<option value=\"c00002\">web-2</option>")
          .contains("href=\"/containers/c00001/ips/192.0.2.7/detach\"");
    }
    StandIns.answer("/v1/containers", Answer.cut());
    assertThat(demo.get("/ips").body()).contains("/detach\"").doesNotContain("/move\"");
  }

  @Test
  void aLongHistoryIsTurnedOverWithTheMailsOfItsTime() {
    StandIns.answer("/v1/containers/c00001", Answer.json(container(1, "web-1", "NOTIFIED")));
    StandIns.answer(
        "/v1/containers/c00001/history",
        exchange ->
            exchange.getRequestURI().getQuery().contains("cursor=old")
                ? list(event("ContainerRegistered", 1))
                : Answer.json(
                    "{\"items\":[%s,%s],\"next\":\"old\"}"
                        .formatted(event("ContainerStopped", 9), event("ContainerStarted", 5))));
    StandIns.answer("/v1/notifications", list(sent("SSH_UNUSABLE", 7), sent("PASSWORD_RESET", 3)));

    String newest = demo.get("/containers/c00001/history").body();
    String older = demo.get("/containers/c00001/history?at=old&until=2026-11-27T05:00:00Z").body();

    assertThat(newest)
        .contains("Stopped", "Started", "Mail about SSH that does not work sent (d…@postern.test)")
        .contains("history?at=old&until=2026-11-27T05:00:00Z")
        .doesNotContain("Mail with the new password", "Registered");
    assertThat(older)
        .contains("Registered", "Mail with the new password", ">Newest<")
        .doesNotContain("Started", "SSH that does not work", ">Older<");
    assertThat(demo.get("/containers/c00001/history?until=odd").statusCode()).isEqualTo(200);
  }

  private static String event(String type, int hour) {
    return "{\"type\":\"%s\",\"time\":\"2026-11-27T%02d:00:00Z\",\"data\":{}}"
        .formatted(type, hour);
  }

  private static String sent(String kind, int hour) {
    return """
        {"id":"m%2$d","kind":"%1$s","state":"SENT","to":"d…@postern.test",
         "createdAt":"2026-11-27T%2$02d:00:00Z","sentAt":"2026-11-27T%2$02d:00:00Z"}"""
        .formatted(kind, hour);
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
  void ofTenThousandContainersOnlyThoseOfThePageAreRead() {
    List<String> asked = new CopyOnWriteArrayList<>();
    StandIns.answer(
        "/v1/containers",
        exchange -> {
          asked.add(exchange.getRequestURI().getQuery());
          return pageOf(200, "\"after\"", "\"before\"");
        });
    StandIns.answer(
        "/v1/containers/counts",
        Answer.json(
            """
            {"total":10000,"groups":[
             {"account":"demo","environment":"shop","layer":"cp","total":9000}]}"""));

    String page = demo.get("/?filter=name&sort=environment&at=here").body();

    assertThat(page)
        .contains("10000 match", "9000 containers", "name-00199")
        .contains("href=\"/?filter=name&amp;at=after\"", "href=\"/?filter=name&amp;at=before\"");
    assertThat(asked).containsExactly("filter=name&sort=environment&limit=100&cursor=here");
  }

  @Test
  void aListByNameSaysOfEachRowWhereItIs() {
    StandIns.answer("/v1/containers", list(container(1, "web-1", "NOTIFIED")));

    String page = demo.get("/?sort=name").body();

    assertThat(page)
        .contains("shop · cp", "href=\"/?sort=-name\"", "href=\"/?sort=status\"")
        .contains("class=\"flat\"")
        .doesNotContain("class=\"env\"");
    assertThat(demo.get("/").body()).contains("class=\"env\"").doesNotContain("class=\"flat\"");
  }

  @Test
  void whatIsNoSortIsRefusedInWordsAndNoFault() {
    StandIns.answer("/v1/containers", Answer.problem(400, "sort: give one of name, status"));

    var page = demo.get("/?sort=bogus");

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("give one of name, status");
  }

  @Test
  void aRowSaysWhereTheMailWentOrWhyItHasNotLeft() {
    for (var said :
        Map.of(
                "NOTIFIED SENT 2 null", "password mailed to d…@postern.test",
                "NOTIFIED SENT 1 null", "password mailed\n",
                "NOTIFIED BOUNCED 2 null", "its mail to d…@postern.test came back",
                "APPLIED PENDING 2 \"MAIL_SERVER_UNREACHABLE\"",
                    "its mail waits: the mail server cannot be reached",
                "APPLIED PENDING 2 null", "its mail to d…@postern.test is on the way",
                "APPLIED NO_CONTACT 2 null", "its mail waits: your account has no e-mail address",
                "NOTIFY_FAILED FAILED 2 \"RECIPIENT_REFUSED\"",
                    "its mail to d…@postern.test failed: the mail server refused the address")
            .entrySet()) {
      String[] state = said.getKey().split(" ");
      StandIns.answer("/v1/containers", list(container(1, "web-1", state[0])));
      StandIns.answer("/v1/notifications/credentials", list(mail(1, state)));

      assertThat(demo.get("/").body().replaceAll("<span class=\"whole\">([^<]*)</span>", "$1"))
          .as(said.getKey())
          .contains(said.getValue());
    }
    StandIns.answer("/v1/containers", list(container(1, "web-1", "NOTIFIED")));
    StandIns.answer("/v1/notifications/credentials", Answer.cut());
    assertThat(demo.get("/").body()).contains("password mailed");
  }

  private static String mail(int container, String[] state) {
    return """
        {"id":"m","kind":"PASSWORD_RESET","account":"demo","container":"c%05d","generation":%s,
         "state":"%s","to":"d…@postern.test","lastError":%s}"""
        .formatted(container, state[2], state[1], state[3]);
  }

  @Test
  void aRowSaysWhetherSshAnsweredAndWhereOneLearnsWhyNot() {
    for (var said :
        Map.of(
                "{\"health\":\"OK\",\"since\":\"2026-11-27T08:00:00Z\"}", "SSH fine",
                "{\"health\":\"UNREACHABLE\",\"since\":\"2026-11-27T08:00:00Z\"}",
                    "href=\"/containers/c00001/ssh-check\" title=\"since 27 November 2026, 08:00 UTC.",
                "{\"health\":\"UNKNOWN\"}", "SSH not seen",
                "null", "SSH not seen")
            .entrySet()) {
      String row = container(1, "web-1", "NOTIFIED");
      StandIns.answer(
          "/v1/containers",
          list(row.substring(0, row.length() - 1) + ",\"ssh\":" + said.getKey() + "}"));

      assertThat(demo.get("/").body()).as(said.getKey()).contains(said.getValue());
    }
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

  private static Answer list(String... items) {
    return Answer.json("{\"items\":[" + String.join(",", items) + "],\"next\":null}");
  }

  private static Answer pageOf(int size, String next, String previous) {
    String items =
        IntStream.range(0, size)
            .mapToObj(n -> container(n, "name-%05d".formatted(n), "NOTIFIED"))
            .collect(Collectors.joining(","));
    return Answer.json(
        "{\"items\":[%s],\"next\":%s,\"previous\":%s}".formatted(items, next, previous));
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
