package dev.postern.gateway;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.postern.events.containers.RuntimeStatus;
import dev.postern.events.state.ContainerState;
import dev.postern.events.state.ShareState;
import dev.postern.gateway.server.GatewayServer;
import dev.postern.gateway.testing.GatewayWorld;
import dev.postern.gateway.testing.KeyFile;
import dev.postern.gateway.testing.OpenSession;
import dev.postern.gateway.testing.Scene;
import dev.postern.gateway.testing.TerminalClient;
import dev.postern.gateway.view.GatewayView;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a gateway says about itself over REST, to whom. */
@QuarkusTest
@WithTestResource(GatewayWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverviewTest {

  private static final String CONTAINER = "cover1";

  @Inject GatewayServer gateway;
  @Inject GatewayView view;

  @TestHTTPResource("/")
  URI door;

  private Scene scene;
  private KeyFile key;

  @BeforeAll
  void world() {
    scene = new Scene(gateway, view);
    key = scene.key("olga");
    scene.container(CONTAINER, "olga", "over-1");
  }

  @AfterAll
  void end() {
    if (scene != null) {
      scene.close();
    }
  }

  private ValidatableResponse get(String account, String path) {
    return given()
        .auth()
        .oauth2(GatewayWorld.issuer().token(account))
        .get(door.resolve(path))
        .then();
  }

  private TerminalClient terminal(String account) {
    URI there = URI.create(door.resolve("/v1/terminal").toString().replaceFirst("http", "ws"));
    return new TerminalClient.Handshake(
            URI.create(there + "?container=" + CONTAINER),
            GatewayWorld.issuer().token(account),
            null,
            "postern.terminal.v2")
        .open();
  }

  @Test
  void sessionsOfAnAccountAreListedWithTheirKeys() {
    try (OpenSession ssh = OpenSession.running(scene.ssh(key, "over-1-olga"), "echo in; sleep 60");
        TerminalClient page = terminal("olga")) {
      page.attached();

      get("olga", "/v1/sessions")
          .statusCode(200)
          .body("gateway", notNullValue())
          .body("next", nullValue())
          .body("items.account", contains("olga", "olga"))
          .body("items.container", everyItem(equalTo(CONTAINER)))
          .body("items.containerName", everyItem(equalTo("over-1")))
          .body("items.kind", contains("SSH", "TERMINAL"))
          .body("items.keyFingerprint", contains(key.fingerprint(), null))
          .body("items.detached", contains(false, false))
          .body("items.id", not(hasItem(page.attached().session())))
          .body("items[0].openedAt", notNullValue());
      get("paul", "/v1/sessions").statusCode(200).body("items", empty());
      get("paul", "/v1/sessions?account=olga").statusCode(403);
      get("operator", "/v1/sessions?account=olga").body("items", hasSize(2));
      get("auditor", "/v1/sessions").body("items.account", hasItem("olga"));

      page.close();
      await()
          .untilAsserted(
              () -> get("olga", "/v1/sessions").body("items.detached", contains(false, true)));
      URI back =
          URI.create(
              door.resolve("/v1/terminal").toString().replaceFirst("http", "ws")
                  + "?offset=0&session="
                  + page.attached().session());
      try (TerminalClient again =
          new TerminalClient.Handshake(
                  back, GatewayWorld.issuer().token("olga"), null, "postern.terminal.v2")
              .open()) {
        again.attached();
        again.leave(1000);
      }
    }
    await().untilAsserted(() -> get("olga", "/v1/sessions").body("items", empty()));
  }

  @Test
  void whatAnAccountMayEnterIsListedInParts() {
    ContainerState like = view.container(CONTAINER).orElseThrow();
    IntStream.range(0, 5).forEach(i -> scene.topics().put(named(like, "cmany" + i, "mona")));
    var share = new ShareState("olga", "shop", "mona");
    scene.topics().put(share);
    await().until(() -> view.enterable("mona").count() == 6);

    ValidatableResponse first =
        get("mona", "/v1/containers?limit=4")
            .statusCode(200)
            .body("items.id", contains("cmany0", "cmany1", "cmany2", "cmany3"))
            .body("items.shared", everyItem(equalTo(false)));
    get("mona", "/v1/containers?limit=4&cursor=" + first.extract().<String>path("next"))
        .body("items.id", contains("cmany4", CONTAINER))
        .body("next", nullValue());
    get("mona", "/v1/containers?shared=true")
        .body("items.id", contains(CONTAINER))
        .body("items[0].name", equalTo("over-1"))
        .body("items[0].account", equalTo("olga"))
        .body("items[0].environment", equalTo("shop"))
        .body("items[0].layer", equalTo("cp"))
        .body("items[0].status", equalTo("RUNNING"))
        .body("items[0].shared", equalTo(true));
    get("mona", "/v1/containers?shared=false").body("items", hasSize(5));

    scene.topics().removeShare(share);
    await().untilAsserted(() -> get("mona", "/v1/containers?shared=true").body("items", empty()));
    get("nora", "/v1/containers").statusCode(200).body("items", empty());
  }

  private static ContainerState named(ContainerState like, String id, String account) {
    return new ContainerState(
        id,
        account,
        "lab",
        "cp",
        "name-" + id,
        RuntimeStatus.STOPPED,
        like.host(),
        like.port(),
        like.user(),
        like.hostKeys(),
        List.of());
  }

  @Test
  void anOperatorSeesHowTheGatewayIs() {
    get("operator", "/v1/gateway")
        .statusCode(200)
        .body("name", notNullValue())
        .body("startedAt", notNullValue())
        .body("view.live", equalTo(true))
        .body("view.stalenessSeconds", notNullValue())
        .body("view.keys", greaterThanOrEqualTo(1))
        .body("view.containers", greaterThanOrEqualTo(1))
        .body("view.shares", greaterThanOrEqualTo(0))
        .body("clients", greaterThanOrEqualTo(0))
        .body("sessions", greaterThanOrEqualTo(0))
        .body("terminals", greaterThanOrEqualTo(0))
        .body("upstreams", greaterThanOrEqualTo(0))
        .body("acceptsLogins", equalTo(true));
    get("auditor", "/v1/gateway").statusCode(200);
  }

  @Test
  void whoMayNotSeeItIsToldSo() {
    for (String path : List.of("/v1/gateway", "/v1/sessions", "/v1/containers")) {
      given()
          .get(door.resolve(path))
          .then()
          .statusCode(401)
          .contentType("application/problem+json");
      given().auth().oauth2("nonsense").get(door.resolve(path)).then().statusCode(401);
      given()
          .auth()
          .oauth2(GatewayWorld.issuer().expiredToken("olga"))
          .get(door.resolve(path))
          .then()
          .statusCode(401);
    }
    get("olga", "/v1/gateway").statusCode(403).contentType("application/problem+json");
    get("operator", "/v1/containers").statusCode(403);
    for (String query : List.of("limit=0", "limit=201", "limit=x", "cursor=!", "shared=maybe")) {
      get("olga", "/v1/containers?" + query)
          .statusCode(400)
          .contentType("application/problem+json");
    }
    get("olga", "/v1/sessions?limit=-1").statusCode(400);
  }
}
