package dev.postern.ip.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.testing.Backends;
import dev.postern.backends.testing.LockedRow;
import dev.postern.ip.Api;
import dev.postern.ip.EchoServer;
import dev.postern.ip.IpTestResource;
import dev.postern.ip.IpWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long an answer takes does not tell whether what it is about is there. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(IpTestResource.class)
class AnothersRowTest {

  private static final Duration AT_ONCE = Duration.ofSeconds(5);
  private static final String CIDR = "127.213.9.0/28";

  private final String anothers = IpWorld.newContainer();
  private final EchoServer sshd = new EchoServer("sshd-a");
  private final Api owner = Api.as("demo");
  private final Api stranger = Api.as("friend");
  private IpWorld world;

  @BeforeEach
  void anothersContainerWithAnAddress() {
    IpWorld.reset();
    world = new IpWorld();
    Api.pool("edge", CIDR);
    world.publish(IpWorld.registered(anothers, "demo", 1, 0, sshd.port()), 1);
    await().until(() -> owner.attached(anothers).size() == 1);
  }

  @AfterEach
  void closeWorld() {
    sshd.close();
    world.close();
  }

  @Test
  void anothersContainerThatIsLockedIsAnsweredLikeOneThatIsNotThere() throws Exception {
    String address = owner.attached(anothers).get(0);

    try (LockedRow locked = LockedRow.of("known_container", "id = ?", anothers)) {
      for (String id : List.of(anothers, "cmadeup")) {
        assertNotFound(
            () -> stranger.post("/v1/containers/" + id + "/ips", "{\"family\":\"ipv4\"}"));
        assertNotFound(
            () -> stranger.put("/v1/containers/" + id + "/ips/ipv4/count", "{\"count\":2}"));
      }
      assertNotFound(() -> stranger.delete("/v1/ips/" + address));
      assertNotFound(() -> stranger.post("/v1/ips/" + address + "/move", "{\"to\":\"cmadeup\"}"));
    }
  }

  private static void assertNotFound(Supplier<Response> request) {
    Assertions.assertTimeoutPreemptively(
        AT_ONCE, () -> assertThat(request.get().statusCode()).isEqualTo(404));
  }
}
