package dev.postern.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the first {@code up} of a build records, and what becomes of it when it is damaged. Starts
 * the product four times, and so is among the long ones.
 */
@Tag("soak")
@ExtendWith(StartedProduct.class)
class StartCacheTest {

  private static final Path CACHES = Postern.data().resolve("start-caches");
  private static final Path RUN = Postern.data().resolve("run");
  private static final List<String> PROGRAMS =
      List.of(
          "launcher",
          "key-service",
          "ip-service",
          "credential-service",
          "notification-service",
          "ssh-gateway",
          "dashboard",
          "audit-notary");

  @Test
  void theNextUpStartsFromWhatTheLastOneRecordedAndNeedsNoneOfIt() throws IOException {
    run("down").expect(0);
    run("up", "--detach").expect(0);
    run("down").expect(0);
    run("up", "--detach").expect(0);

    assertThat(PROGRAMS).allSatisfy(StartCacheTest::assertHasItsCache);
    assertThat(run("token", "demo").expect(0).out()).startsWith("ey");

    run("down").expect(0);
    damage("key-service");
    String said = run("up", "--detach").expect(0).out();

    assertThat(said)
        .contains("the start cache of key-service is damaged; it is recorded once more");
    assertThat(run("status").exit()).isZero();
  }

  private static Postern.Result run(String... arguments) {
    return Postern.run(Map.of("POSTERN_START_CACHES", "on"), arguments);
  }

  private static void assertHasItsCache(String program) throws IOException {
    String pid = Files.readString(RUN.resolve(program)).strip().split(" ")[0];
    String command = Files.readString(Path.of("/proc", pid, "cmdline"), UTF_8);
    assertThat(command).contains("-XX:SharedArchiveFile=" + CACHES + "/" + program + "-");
  }

  private static void damage(String program) throws IOException {
    try (Stream<Path> files = Files.list(CACHES)) {
      Path cache =
          files
              .filter(file -> file.getFileName().toString().startsWith(program + "-"))
              .filter(file -> file.toString().endsWith(".jsa"))
              .findFirst()
              .orElseThrow();
      try (FileChannel file = FileChannel.open(cache, StandardOpenOption.WRITE)) {
        file.write(UTF_8.encode("x"), file.size() / 2);
      }
    }
  }
}
