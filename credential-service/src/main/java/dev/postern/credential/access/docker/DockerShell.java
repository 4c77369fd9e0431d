package dev.postern.credential.access.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectExecResponse;
import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessException.Reason;
import dev.postern.credential.access.script.Frame;
import dev.postern.credential.access.script.FramedAnswer;
import dev.postern.credential.access.script.Shell;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs scripts with the Engine API's {@code exec}, each over a connection of its own. */
final class DockerShell implements Shell {

  private static final String ROOT = "0:0";

  /** What the engine reports for a command that cannot be started. */
  private static final int CANNOT_START = 126;

  private static final int NOT_FOUND = 127;

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final DockerClient engine;
  private final String container;
  private final Duration timeout;

  DockerShell(DockerClient engine, String container, Duration timeout) {
    this.engine = engine;
    this.container = container;
    this.timeout = timeout;
  }

  @Override
  public Result run(String script, String standardInput) throws AccessException {
    long deadline = System.nanoTime() + timeout.toNanos();
    Frame frame = new Frame();
    FramedAnswer answer = frame.answer();
    String exec = create(frame.around(script), !standardInput.isEmpty());
    try (StandardOutput output = new StandardOutput(answer)) {
      start(exec, standardInput, output);
      await(output, deadline);
      if (!answer.isWhole()) {
        throw broken(exec, deadline);
      }
      return answer.result("");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AccessException(Reason.CONNECTION_LOST, e);
    }
  }

  private String create(String script, boolean input) throws AccessException {
    try {
      return engine
          .execCreateCmd(container)
          .withUser(ROOT)
          .withAttachStdin(input)
          .withAttachStdout(true)
          .withCmd("sh", "-c", script)
          .exec()
          .getId();
    } catch (RuntimeException e) {
      throw DockerClients.refusal(e, Reason.UNREACHABLE);
    }
  }

  /** Returns at once; the connection is taken over from HTTP where there is input. */
  private void start(String exec, String standardInput, StandardOutput output) {
    byte[] input = standardInput.getBytes(StandardCharsets.UTF_8);
    engine
        .execStartCmd(exec)
        .withDetach(false)
        .withStdIn(input.length == 0 ? null : new ByteArrayInputStream(input))
        .exec(output);
  }

  private static void await(StandardOutput output, long deadline)
      throws AccessException, InterruptedException {
    try {
      if (!output.awaitCompletion(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw new AccessException(Reason.TIMED_OUT);
      }
    } catch (RuntimeException e) {
      throw DockerClients.refusal(e, Reason.CONNECTION_LOST);
    }
  }

  /** Why no whole answer came. */
  private AccessException broken(String exec, long deadline)
      throws AccessException, InterruptedException {
    Long code = ended(exec, deadline).getExitCodeLong();
    return code != null && (code == CANNOT_START || code == NOT_FOUND)
        ? new AccessException(Reason.NO_COMMANDS, "exit code " + code + " of sh")
        : new AccessException(Reason.CONNECTION_LOST);
  }

  /** The output may end a moment before the engine knows the exit code. */
  private InspectExecResponse ended(String exec, long deadline)
      throws AccessException, InterruptedException {
    try {
      InspectExecResponse seen = engine.inspectExecCmd(exec).exec();
      while (Boolean.TRUE.equals(seen.isRunning())) {
        if (System.nanoTime() > deadline) {
          throw new AccessException(Reason.TIMED_OUT);
        }
        Thread.sleep(PAUSE.toMillis());
        seen = engine.inspectExecCmd(exec).exec();
      }
      return seen;
    } catch (RuntimeException e) {
      throw DockerClients.refusal(e, Reason.CONNECTION_LOST);
    }
  }
}
