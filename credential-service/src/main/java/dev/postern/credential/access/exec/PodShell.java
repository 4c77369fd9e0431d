package dev.postern.credential.access.exec;

import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessException.Reason;
import dev.postern.credential.access.script.Shell;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecListener;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
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

  /** What a shell answers for a command that cannot be started, and it is the runtime's too. */
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
    try (ExecWatch watch = start(script)) {
      CompletableFuture<Integer> exit =
          watch.exitCode().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
      write(watch, standardInput);
      String output = read(watch.getOutput());
      return new Result(code(exit), output);
    } catch (KubernetesClientException e) {
      throw Refusals.of(e);
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

  /** Until the command has ended, or its time: the stream ends with the exit code's future. */
  private static String read(InputStream stream) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    try {
      for (int length = stream.read(part); length >= 0; length = stream.read(part)) {
        kept.write(part, 0, Math.min(length, MOST_OUTPUT - kept.size()));
      }
    } catch (IOException e) {
      // An exit code other than 0 ends the stream so; code() knows.
    }
    return kept.toString(StandardCharsets.UTF_8);
  }

  private static int code(CompletableFuture<Integer> exit) throws AccessException {
    Integer code = await(exit);
    if (code == null) {
      throw new AccessException(Reason.CONNECTION_LOST);
    }
    if (code < 0 || code == CANNOT_START || code == NOT_FOUND) {
      throw new AccessException(Reason.NO_COMMANDS);
    }
    return code;
  }

  private static Integer await(CompletableFuture<Integer> exit) throws AccessException {
    try {
      return exit.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AccessException(Reason.CONNECTION_LOST, e);
    } catch (ExecutionException e) {
      throw Refusals.of(e.getCause());
    }
  }

  /** The client logs failures that nobody listens to. */
  private static final class Quiet implements ExecListener {
    @Override
    public void onClose(int code, String reason) {}
  }
}
