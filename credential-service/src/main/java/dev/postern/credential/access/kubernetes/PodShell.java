package dev.postern.credential.access.kubernetes;

import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessException.Reason;
import dev.postern.credential.access.script.Frame;
import dev.postern.credential.access.script.FramedAnswer;
import dev.postern.credential.access.script.Shell;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecListener;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Runs scripts with {@code pods/exec}, each over a WebSocket of its own. */
final class PodShell implements Shell {

  /** What a shell, and the runtime too, answers for a command that cannot be started. */
  private static final int CANNOT_START = 126;

  private static final int NOT_FOUND = 127;

  private final KubernetesClient client;
  private final PodRef ref;
  private final Duration timeout;

  PodShell(KubernetesClient client, PodRef ref, Duration timeout) {
    this.client = client;
    this.ref = ref;
    this.timeout = timeout;
  }

  @Override
  public Result run(String script, String standardInput) throws AccessException {
    Frame frame = new Frame();
    FramedAnswer answer = frame.answer();
    try (ExecWatch watch = start(frame.around(script))) {
      CompletableFuture<Integer> exit =
          watch.exitCode().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
      write(watch, standardInput);
      read(watch.getOutput(), answer);
      if (!answer.isWhole()) {
        throw broken(exit);
      }
      return answer.result("");
    } catch (KubernetesClientException e) {
      throw ApiServerFailures.of(e);
    }
  }

  private ExecWatch start(String script) {
    return client
        .pods()
        .inNamespace(ref.namespace())
        .withName(ref.pod())
        .inContainer(ref.container())
        .redirectingInput()
        .redirectingOutput()
        .usingListener(new Quiet())
        .exec("sh", "-c", script);
  }

  /** A command that ended early reads nothing more; its exit code says why. */
  private static void write(ExecWatch watch, String standardInput) {
    if (standardInput.isEmpty()) {
      return;
    }
    try {
      OutputStream in = watch.getInput();
      in.write(standardInput.getBytes(StandardCharsets.UTF_8));
      in.flush();
    } catch (IOException e) {
      watch.exitCode().completeExceptionally(e);
    }
  }

  /**
   * Reads until the answer is whole or its time is over: the stream ends with the exit code's
   * future.
   */
  private static void read(InputStream stream, FramedAnswer answer) {
    byte[] part = new byte[8192];
    try {
      for (int length = 0; length >= 0 && !answer.isWhole(); length = stream.read(part)) {
        answer.write(part, 0, length);
      }
    } catch (IOException e) {
      // An exit code other than 0 ends the stream like this.
    }
  }

  /** Why no whole answer came. */
  private static AccessException broken(CompletableFuture<Integer> exit) throws AccessException {
    Integer code = await(exit);
    return code != null && (code < 0 || code == CANNOT_START || code == NOT_FOUND)
        ? new AccessException(Reason.NO_COMMANDS, "exit code " + code + " of sh")
        : new AccessException(Reason.CONNECTION_LOST);
  }

  private static Integer await(CompletableFuture<Integer> exit) throws AccessException {
    try {
      return exit.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AccessException(Reason.CONNECTION_LOST, e);
    } catch (ExecutionException e) {
      throw ApiServerFailures.of(e.getCause());
    }
  }

  /** Without a listener the client logs every failure. */
  private static final class Quiet implements ExecListener {
    @Override
    public void onClose(int code, String reason) {}
  }
}
