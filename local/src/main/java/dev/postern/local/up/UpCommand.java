package dev.postern.local.up;

import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Service;
import dev.postern.local.parts.Health;
import dev.postern.local.processes.ProcessIdentity;
import dev.postern.local.processes.RunRecords;
import dev.postern.local.terminal.Terminal;
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
  private final Terminal terminal;

  @Option(names = "--detach", description = "Return when ready (exit 0) or failed (exit 1).")
  private boolean detach;

  public UpCommand(Instance instance, Terminal terminal) {
    this.instance = instance;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    Optional<ProcessIdentity> running = new RunRecords(instance.run()).living(RunRecords.LAUNCHER);
    if (running.isPresent()) {
      return alreadyRunning(running.get());
    }
    return detach
        ? new Detached(instance, terminal).start()
        : new Session(instance, terminal).run();
  }

  private int alreadyRunning(ProcessIdentity launcher) {
    boolean ready = new Ready(instance).is(launcher);
    terminal.line(
        "Postern is "
            + (ready ? "running" : "being started")
            + " already (process "
            + launcher.pid()
            + "). See it with: ./postern status");
    if (!ready) {
      return 1;
    }
    new Directions(instance, terminal).addresses();
    boolean healthy =
        Arrays.stream(Service.values()).allMatch(s -> new Health(s.port(instance)).isReady());
    return healthy ? 0 : 1;
  }
}
