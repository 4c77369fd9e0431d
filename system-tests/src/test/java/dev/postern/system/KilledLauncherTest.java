package dev.postern.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code kill -9} of the launcher: the next {@code up} ends what is left running and keeps the
 * data. And of PostgreSQL: the launcher starts it again.
 */
@ExtendWith(StartedProduct.class)
class KilledLauncherTest {

  private static final String DEMO = "demo@postern.test";
  private static final Path RECORDS = Postern.data().resolve("run");

  @Test
  void theNextUpEndsWhatIsLeftAndKeepsContainersMailsAndPasswords() {
    JsonNode before = containers();
    InboxMail mail = newestWithPassword();
    List<ProcessHandle> processes = recordedProcesses();
    ProcessHandle launcher = process(RECORDS.resolve("launcher"));

    launcher.destroyForcibly();
    await().atMost(Duration.ofSeconds(10)).until(() -> !launcher.isAlive());
    Postern.run("up", "--detach").expect(0);

    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(containers().findValuesAsText("id"))
        .containsExactlyInAnyOrderElementsOf(before.findValuesAsText("id"));
    assertThat(InboxMail.about(DEMO, "db-1")).contains(mail);
    assertThat(MailedLogin.with(mail).stdout()).contains("uid=0(root)");
  }

  @Test
  void aPostgresThatIsKilledIsStartedAgainAndKeepsWhatItHad() {
    JsonNode before = containers();
    ProcessHandle killed = process(RECORDS.resolve("PostgreSQL"));

    killed.destroyForcibly();

    await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .until(() -> process(RECORDS.resolve("PostgreSQL")).pid() != killed.pid());
    await().atMost(Duration.ofMinutes(2)).until(() -> Postern.run("status").exit() == 0);
    assertThat(containers().findValuesAsText("id"))
        .containsExactlyInAnyOrderElementsOf(before.findValuesAsText("id"));
  }

  /** Other tests of this product may have had db-1's addresses changed since. */
  private static InboxMail newestWithPassword() {
    return InboxMail.about(DEMO, "db-1").stream()
        .filter(InboxMail::hasPassword)
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode containers() {
    return Api.credentials("demo")
        .get("/v1/containers?environment=shop")
        .expect(200)
        .json()
        .get("items");
  }

  private static List<ProcessHandle> recordedProcesses() {
    try (Stream<Path> records = Files.list(RECORDS)) {
      List<ProcessHandle> processes = records.map(KilledLauncherTest::process).toList();
      assertThat(processes).hasSizeGreaterThanOrEqualTo(6);
      return processes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A pid file begins with the pid. */
  private static ProcessHandle process(Path record) {
    try {
      long pid = Long.parseLong(Files.readString(record).strip().split(" ")[0]);
      return ProcessHandle.of(pid).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
