package dev.postern.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.server.GatewayServer;
import dev.postern.gateway.testing.GatewayWorld;
import dev.postern.gateway.testing.KeyFile;
import dev.postern.gateway.testing.Scene;
import dev.postern.gateway.testing.Ssh;
import dev.postern.gateway.view.GatewayView;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A shell that is left alone for longer than the protocol library's own limit of ten minutes. */
@QuarkusTest
@WithTestResource(GatewayWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("soak")
class IdleTest {

  private static final int MINUTES = 11;

  @Inject GatewayServer gateway;
  @Inject GatewayView view;

  private Scene scene;
  private Ssh ssh;

  @BeforeAll
  void world() {
    scene = new Scene(gateway, view);
    KeyFile key = scene.key("idle");
    scene.container("cidle1", "idle", "one");
    ssh = scene.ssh(key, "one-idle");
  }

  @AfterAll
  void end() {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  @Timeout(value = MINUTES + 3, unit = TimeUnit.MINUTES)
  void aQuietShellStaysAndAnswers() throws Exception {
    List<String> words = new ArrayList<>(List.of("ssh", "-tt"));
    words.addAll(ssh.options());
    words.addAll(List.of("-p", "" + ssh.port(), ssh.target()));
    Process shell = new ProcessBuilder(words).redirectErrorStream(true).start();
    try {
      // When nothing is typed; that time passes is what is tested
      assertThat(shell.waitFor(MINUTES, TimeUnit.MINUTES)).isFalse();
      shell.getOutputStream().write("echo still-$((40+2)); exit\n".getBytes(UTF_8));
      shell.getOutputStream().flush();

      // Then
      assertThat(new String(shell.getInputStream().readAllBytes(), UTF_8)).contains("still-42");
      assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      shell.destroyForcibly();
    }
  }
}
