package dev.postern.local.up;

import dev.postern.backends.processes.ProcessIdentity;
import dev.postern.local.console.Console;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Service;
import dev.postern.local.parts.ReadinessProbe;
import dev.postern.local.processes.PidFiles;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./postern up}. */
@Command(
    name = "up",
    description = {
      "Starts the whole product and two containers of the demo account, runs the smoke test once"
          + " before your eyes, and stays until Ctrl-C."
    })
public final class UpCommand implements Callable<Integer> {

  private final Instance instance;
  private final Console console;

  @Option(names = "--detach", description = "Return when ready (exit 0) or failed (exit 1).")
  private boolean detach;

  @Option(names = "--timings", description = "Then draw what took how long, longest first.")
  private boolean timings;

  public UpCommand(Instance instance, Console console) {
    this.instance = instance;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Optional<ProcessIdentity> running = new PidFiles(instance.run()).living(PidFiles.LAUNCHER);
    if (running.isPresent()) {
      return alreadyRunning(running.get());
    }
    return detach
        ? new DetachedLauncher(instance, console, timings).start()
        : new ForegroundLauncher(instance, console, timings).run();
  }

  private int alreadyRunning(ProcessIdentity launcher) {
    boolean ready = new ReadyMark(instance).is(launcher);
    console.line(
        "Postern is "
            + (ready ? "running" : "being started")
            + " already (process "
            + launcher.pid()
            + "). See it with: ./postern status");
    if (!ready) {
      return 1;
    }
    new UsageHints(instance, console).addresses();
    boolean healthy =
        Arrays.stream(Service.values())
            .allMatch(s -> new ReadinessProbe(s.port(instance)).isReady());
    return healthy ? 0 : 1;
  }
}
