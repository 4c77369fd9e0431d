package dev.postern.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.gateway.server.GatewayServer;
import dev.postern.gateway.testing.GatewayWorld;
import dev.postern.gateway.testing.KeyFile;
import dev.postern.gateway.testing.Programs;
import dev.postern.gateway.testing.Scene;
import dev.postern.gateway.testing.Ssh;
import dev.postern.gateway.view.GatewayView;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Large amounts through every path, and what happens where a side stops reading or writing. */
@QuarkusTest
@WithTestResource(GatewayWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkTest {

  private static final int MIB = 1 << 20;

  @Inject GatewayServer gateway;
  @Inject GatewayView view;

  private Scene scene;
  private Ssh ssh;

  /**
   * Scripts with {@code $O} options, {@code $P} port, {@code $T} target, {@code $F}, {@code $B}.
   */
  enum Way {
    SSH("ssh $O -p $P $T 'cat >/tmp/bulk' <$F", "ssh $O -p $P $T 'cat /tmp/bulk' >$B"),
    SCP("scp -q -O $O -P $P $F $T:/tmp/bulk", "scp -q -O $O -P $P $T:/tmp/bulk $B"),
    SCP_BY_SFTP("scp -q -s $O -P $P $F $T:/tmp/bulk", "scp -q -s $O -P $P $T:/tmp/bulk $B"),
    SFTP(
        "echo \"put $F /tmp/bulk\" | sftp -q -b - $O -P $P $T",
        "echo \"get /tmp/bulk $B\" | sftp -q -b - $O -P $P $T"),
    RSYNC("rsync -e \"ssh $O -p $P\" $F $T:/tmp/bulk", "rsync -e \"ssh $O -p $P\" $T:/tmp/bulk $B");

    private final String up;
    private final String down;

    Way(String up, String down) {
      this.up = up;
      this.down = down;
    }
  }

  @BeforeAll
  void world() {
    scene = new Scene(gateway, view);
    KeyFile key = scene.key("bulk");
    scene.container("cbulk1", "bulk", "one");
    ssh = scene.ssh(key, "one-bulk");
  }

  @AfterAll
  void end() {
    if (scene != null) {
      scene.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void tenMegabytesThroughEachPathKeepTheirChecksum(Way way) throws Exception {
    thereAndBack(way, 10);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  @Tag("soak")
  void aHundredMegabytesThroughEachPathKeepTheirChecksum(Way way) throws Exception {
    thereAndBack(way, 100);
  }

  private void thereAndBack(Way way, int megabytes) throws Exception {
    if (way == Way.RSYNC) {
      Programs.orSkip("rsync", "rsync");
    }
    Path folder = Files.createTempDirectory("postern-bulk");
    Path file = random(folder.resolve("there"), megabytes);
    Path back = folder.resolve("back");
    Map<String, String> names =
        Map.of(
            "O", String.join(" ", ssh.options()),
            "P", "" + ssh.port(),
            "T", ssh.target(),
            "F", file.toString(),
            "B", back.toString());
    try {
      ssh.run("rm -f /tmp/bulk");
      for (String script : List.of(way.up, way.down)) {
        Programs.Result moved = Programs.run(List.of("sh", "-c", script), new byte[0], names);
        assertThat(moved.exit()).as(moved.toString()).isZero();
      }

      String sum = Programs.run(List.of("sha256sum", file.toString())).text().substring(0, 64);
      assertThat(ssh.run("sha256sum /tmp/bulk").text()).startsWith(sum);
      assertThat(Files.mismatch(file, back)).isEqualTo(-1);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(back);
    }
  }

  private static Path random(Path file, int megabytes) throws IOException {
    Random random = new Random(megabytes);
    byte[] chunk = new byte[MIB];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < megabytes; i++) {
        random.nextBytes(chunk);
        out.write(chunk);
      }
    }
    return file;
  }

  @Test
  @Tag("soak")
  void rekeyingEveryTenMegabytesLosesNothingUnderLoad() throws Exception {
    Path file = random(Files.createTempFile("postern-rekey", ""), 100);
    Programs.Result result =
        Programs.run(
            List.of(
                "sh",
                "-c",
                "ssh -o RekeyLimit=10M $O -p $P $T cat <$F | sha256sum && sha256sum <$F"),
            new byte[0],
            Map.of(
                "O", String.join(" ", ssh.options()),
                "P", "" + ssh.port(),
                "T", ssh.target(),
                "F", file.toString()));
    Files.delete(file);

    List<String> sums = result.text().lines().toList();
    assertThat(sums).as(result.toString()).hasSize(2);
    assertThat(sums.get(0)).isEqualTo(sums.get(1));
  }

  /** What is on its way is bounded by windows and sockets; the gateway holds no more of it. */
  @Test
  void aSlowReaderStopsTheWriterInTheContainer() throws Exception {
    String writer =
        "import os,sys\n"
            + "n=0\n"
            + "c=bytes(65536)\n"
            + "while n<64<<20:\n"
            + "  n+=os.write(1,c)\n"
            + "  open('/tmp/written','w').write(str(n))\n";
    ssh.run("cat >/tmp/writer.py; rm -f /tmp/written", writer.getBytes(UTF_8));
    Process slow = start("python3 /tmp/writer.py");
    try {
      // When nobody reads
      AtomicLong before = new AtomicLong(-1);
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> before.getAndSet(written()) == before.get() && before.get() > 0);

      // Then
      assertThat(written()).isBetween(1L, 16L * MIB);
      long read = 0;
      byte[] chunk = new byte[MIB];
      for (int n = 0; n >= 0; n = slow.getInputStream().read(chunk)) {
        read += n;
      }
      assertThat(read).isEqualTo(64L * MIB);
    } finally {
      slow.destroyForcibly();
    }
  }

  private long written() {
    String text = ssh.run("cat /tmp/written").text().strip();
    return text.isEmpty() ? -1 : Long.parseLong(text);
  }

  private Process start(String command) throws IOException {
    List<String> words = new ArrayList<>(List.of("ssh"));
    words.addAll(ssh.options());
    words.addAll(List.of("-p", "" + ssh.port(), ssh.target(), command));
    return new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  @Test
  void theEndOfInputLeavesTheOutputOpen() {
    Programs.Result result =
        ssh.run("cat >/tmp/half; wc -c </tmp/half; echo after", new byte[1000]);

    assertThat(result.text().lines().map(String::strip)).containsExactly("1000", "after");
    assertThat(result.exit()).isZero();
  }

  @Test
  void theEndOfOutputLeavesTheInputOpen() {
    byte[] input = new byte[4 * MIB];

    Programs.Result result = ssh.run("exec 1>&- 2>&-; cat >/tmp/half", input);

    assertThat(result.exit()).isZero();
    assertThat(ssh.run("wc -c </tmp/half").text().strip()).isEqualTo("" + input.length);
  }
}
