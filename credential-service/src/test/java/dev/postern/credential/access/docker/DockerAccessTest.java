package dev.postern.credential.access.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessException.Reason;
import dev.postern.credential.access.AccessSession;
import dev.postern.credential.access.Fence;
import dev.postern.credential.access.FenceAnswer;
import dev.postern.credential.access.FenceAnswer.Verdict;
import dev.postern.credential.access.Target;
import dev.postern.credential.password.CryptHash;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine says, and where it says nothing, is a typed answer. */
@Timeout(60)
class DockerAccessTest {

  private static final CryptHash HASH = new CryptHash("$6$saltsaltsaltsalt$" + "a".repeat(86));

  private FakeEngine engine;
  private DockerAccess access;

  @BeforeEach
  void startEngine() throws IOException {
    engine = new FakeEngine();
    access = access(engine.host());
  }

  @AfterEach
  void stopEngine() throws IOException {
    access.stop();
    engine.close();
  }

  @Test
  void appliesAHashAsRootThatOnlyStandardInputHolds() throws Exception {
    try (AccessSession session = access.open(web("web-1"))) {
      FenceAnswer answer = session.applyHash(new Fence("c1", 3), HASH);

      assertThat(answer.is(Verdict.DONE)).isTrue();
      assertThat(session.hostKeys()).singleElement().asString().startsWith("SHA256:");
    }
    assertThat(engine.input).isEqualTo("c1\n3\n0\nroot:" + HASH.value() + "\n");
    assertThat(engine.asked).contains("\"User\":\"0:0\"").doesNotContain(HASH.value());
  }

  @Test
  void readsAMarkThatComesInFramesOfOneByte() throws Exception {
    engine.exit = 76;
    engine.output = "1234\n";

    try (AccessSession session = access.open(web("web-1"))) {
      assertThat(session.applyHash(new Fence("c1", 3), HASH))
          .isEqualTo(new FenceAnswer(Verdict.OVERTAKEN, 1234));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "79, COMMAND_MISSING",
    "74, PASSWORD_COMMAND_FAILED",
    "75, FENCE_BUSY",
    "80, READ_ONLY",
    "82, NOT_ROOT",
    "126, NO_COMMANDS",
    "127, NO_COMMANDS"
  })
  void readsTheExitCode(int exit, Reason reason) throws Exception {
    engine.exit = exit;

    assertThat(reasonOfApplying()).isEqualTo(reason);
  }

  @Test
  void anOutputThatBreaksOffIsNotTakenForAnAnswer() throws Exception {
    engine.breaks = true;
    engine.exit = 76;
    engine.output = "12";

    assertThat(reasonOfApplying()).isEqualTo(Reason.CONNECTION_LOST);
  }

  @Test
  void aScriptThatHangsEndsAtTheDeadline() throws Exception {
    engine.hangs = true;

    assertThat(reasonOfApplying()).isEqualTo(Reason.TIMED_OUT);
  }

  @ParameterizedTest
  @CsvSource({"404, CONTAINER_GONE", "409, CONTAINER_GONE", "500, UNREACHABLE"})
  void saysWhyTheEngineRefuses(int status, Reason reason) {
    engine.refusal = status;

    assertThat(reasonOf(() -> access.open(web("web-1")))).isEqualTo(reason);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"web-2", "../web-1", "web-1/../x", "web-1?x", ""})
  void entersNothingElse(String ref) {
    assertThat(reasonOf(() -> access.open(web(ref)))).isEqualTo(Reason.CONTAINER_GONE);
  }

  @Test
  void entersNoContainerWithoutTheLabel() {
    engine.labels = "{\"postern.dev/ssh\":\"disabled\"}";

    assertThat(reasonOf(() -> access.open(web("web-1")))).isEqualTo(Reason.CONTAINER_GONE);
    assertThat(engine.asked).isEmpty();
  }

  @Test
  void entersNoContainerThatIsStopped() {
    engine.state = "false";

    assertThat(reasonOf(() -> access.open(web("web-1")))).isEqualTo(Reason.CONTAINER_GONE);
  }

  @Test
  void anEngineThatIsDownIsUnreachable() throws IOException {
    engine.close();

    assertThat(reasonOf(() -> access.open(web("web-1")))).isEqualTo(Reason.UNREACHABLE);
  }

  private Reason reasonOfApplying() throws AccessException {
    try (AccessSession session = access.open(web("web-1"))) {
      return reasonOf(() -> session.applyHash(new Fence("c1", 3), HASH));
    }
  }

  private static Reason reasonOf(ThrowingCallable call) {
    return catchThrowableOfType(AccessException.class, call).reason();
  }

  private static Target web(String ref) {
    return new Target("docker", "127.0.0.1", 22, ref, List.of());
  }

  static DockerAccess access(String host) {
    Duration timeout = Duration.ofSeconds(2);
    return new DockerAccess(
        DockerClients.client(new Settings(host), timeout),
        timeout,
        "postern.dev/ssh=enabled",
        null);
  }

  private record Settings(String host) implements DockerConfig {
    @Override
    public boolean enabled() {
      return true;
    }

    @Override
    public Optional<Path> certificates() {
      return Optional.empty();
    }

    @Override
    public String label() {
      return "postern.dev/ssh=enabled";
    }
  }
}
