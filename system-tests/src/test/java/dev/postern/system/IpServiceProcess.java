package dev.postern.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** The process of ip-service, which the launcher starts again when it is killed. */
final class IpServiceProcess {

  private IpServiceProcess() {}

  /** {@code kill -9}. */
  static void kill() {
    ProcessHandle process = process();
    process.destroyForcibly();
    await().atMost(Duration.ofSeconds(10)).until(() -> !process.isAlive());
  }

  /** Starts a killed service again, for the tests that follow. */
  static void awaitReady() {
    await()
        .atMost(PublicIp.PATIENCE)
        .ignoreExceptions()
        .until(() -> Api.ips("demo").get("/v1/ips").status() == 200);
  }

  /**
   * Does the work, and kills the service in the middle.
   *
   * @param begun whether some of the work is done
   * @param last the request that is sent immediately before the kill
   */
  static <T> T killedWhile(Supplier<T> work, Callable<Boolean> begun, Runnable... last) {
    return InParallel.<T>of(
            List.of(
                work::get,
                () -> {
                  await().pollInterval(Duration.ofMillis(5)).until(begun);
                  List.of(last).forEach(Runnable::run);
                  kill();
                  return null;
                }))
        .get(0);
  }

  private static ProcessHandle process() {
    try {
      String record = Files.readString(Postern.data().resolve("run").resolve("ip-service"));
      return ProcessHandle.of(Long.parseLong(record.strip().split(" ")[0])).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
