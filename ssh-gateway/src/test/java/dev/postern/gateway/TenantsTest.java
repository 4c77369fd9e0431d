package dev.postern.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.server.GatewayServer;
import dev.postern.gateway.testing.GatewayWorld;
import dev.postern.gateway.testing.JavaClient;
import dev.postern.gateway.testing.KeyFile;
import dev.postern.gateway.testing.Scene;
import dev.postern.gateway.view.GatewayView;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Many short sessions of two owners over shared connections: each sees its own bytes only, and none
 * hangs. Some are given up half-way, which is when late messages would reach somebody else.
 */
@QuarkusTest
@WithTestResource(GatewayWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantsTest {

  private static final int CONNECTIONS = 4;

  @Inject GatewayServer gateway;
  @Inject GatewayView view;

  private Scene scene;
  private KeyFile red;
  private KeyFile blue;

  @BeforeAll
  void world() {
    scene = new Scene(gateway, view);
    red = scene.key("red");
    blue = scene.key("blue");
    scene.container("cred1", "red", "one");
    scene.container("cblue1", "blue", "one");
  }

  @AfterAll
  void end() {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  void twoHundredShortSessionsSeeTheirOwnBytes() throws Exception {
    run(240);
  }

  @Test
  @Tag("soak")
  void aThousandShortSessionsSeeTheirOwnBytes() throws Exception {
    run(1_000);
  }

  private void run(int sessions) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2 * CONNECTIONS);
    try (JavaClient client = new JavaClient(gateway.port())) {
      Queue<String> wrong = new ConcurrentLinkedQueue<>();
      List<Future<?>> all = new ArrayList<>();
      int each = sessions / (2 * CONNECTIONS);
      for (int i = 0; i < CONNECTIONS; i++) {
        all.add(threads.submit(work(client, red, "red", i, each, wrong)));
        all.add(threads.submit(work(client, blue, "blue", i, each, wrong)));
      }
      for (Future<?> one : all) {
        one.get(3, TimeUnit.MINUTES);
      }
      assertThat(wrong).isEmpty();
    } finally {
      threads.shutdownNow();
    }
  }

  private Callable<Void> work(
      JavaClient client, KeyFile key, String account, int number, int count, Queue<String> wrong) {
    return () -> {
      try (ClientSession session = client.logIn(key, "one-" + account)) {
        for (int i = 0; i < count; i++) {
          String mark = account + "-" + number + "-" + i;
          if (i % 4 == 3) {
            giveUp(session, mark);
          } else {
            String seen = JavaClient.echo(session, mark.repeat(200));
            if (!seen.equals(mark.repeat(200))) {
              wrong.add(mark + " saw " + seen.substring(0, Math.min(60, seen.length())));
            }
          }
        }
      }
      return null;
    };
  }

  /** Closes the channel while both sides are still sending. */
  private static void giveUp(ClientSession session, String mark) throws Exception {
    ChannelExec channel = session.createExecChannel("yes " + mark);
    channel.setOut(java.io.OutputStream.nullOutputStream());
    channel.open().verify(Duration.ofSeconds(20));
    channel.getInvertedIn().write(mark.repeat(2000).getBytes(StandardCharsets.US_ASCII));
    channel.getInvertedIn().flush();
    channel.close(false).await(Duration.ofSeconds(10));
  }
}
