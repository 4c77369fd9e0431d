package dev.postern.local.ports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.local.instance.Instance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortOwnerTest {

  private static final String LISTENER =
      "   0: 0100007F:1F93 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0"
          + " 4711 1 0000000000000000 100 0 0 10 0";

  @TempDir Path proc;

  @Test
  void theProcessThatHasTheListeningSocketOpenIsTheOwner() throws IOException {
    // Given
    Files.createDirectories(proc.resolve("net"));
    Files.writeString(proc.resolve("net/tcp"), "  sl  local_address\n" + LISTENER + "\n");
    Files.createDirectories(proc.resolve("42/fd"));
    Files.createSymbolicLink(proc.resolve("42/fd/7"), Path.of("socket:[4711]"));
    Files.write(proc.resolve("42/cmdline"), "java\0-jar\0other.jar\0".getBytes(UTF_8));

    // When / Then
    assertThat(PortOwner.of(0x1F93, proc)).contains(new PortOwner(42, "java -jar other.jar"));
    assertThat(PortOwner.of(0x1F94, proc)).isEmpty();
  }

  @Test
  void aConnectionFromThatPortIsNoListener() {
    assertThat(PortOwner.listenerInode(LISTENER.replace(" 0A ", " 01 "), 0x1F93)).isEmpty();
  }

  @Test
  void aTakenPortIsNamedWithItsOwnerAndTheNextStep() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // When
      List<TakenPort> found = TakenPort.among(Map.of("issuer", taken.getLocalPort()));

      // Then
      assertThat(found).hasSize(1);
      assertThat(found.get(0).sentence())
          .contains("port " + taken.getLocalPort() + " (issuer)")
          .contains("process " + ProcessHandle.current().pid());
      assertThat(found.get(0).nextStep(new Instance(2, Path.of("."))))
          .contains("kill " + ProcessHandle.current().pid())
          .endsWith("POSTERN_WORLD=2 ./postern up");
    }
  }

  @Test
  void aFreePortIsNotReported() throws IOException {
    // Given
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    // When / Then
    assertThat(TakenPort.among(Map.of("issuer", port))).isEmpty();
  }
}
