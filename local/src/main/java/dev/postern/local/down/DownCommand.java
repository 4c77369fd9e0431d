package dev.postern.local.down;

import dev.postern.backends.files.FileTrees;
import dev.postern.backends.processes.ProcessIdentity;
import dev.postern.backends.processes.ProcessTermination;
import dev.postern.local.console.Console;
import dev.postern.local.console.Steps;
import dev.postern.local.containers.ContainerHost;
import dev.postern.local.instance.Instance;
import dev.postern.local.processes.OrphanProcesses;
import dev.postern.local.processes.PidFiles;
import dev.postern.local.secrets.InstanceSecrets;
import dev.postern.local.startcache.StartCaches;
import dev.postern.local.up.LauncherProgram;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./postern down}. */
@Command(
    name = "down",
    description = "Ends the running product, or what is left of one that was killed.")
public final class DownCommand implements Callable<Integer> {

  /** The first run of a build records its start caches before it ends. */
  private static final Duration ORDERLY = Duration.ofMinutes(3);

  private final Instance instance;
  private final Console console;
  private final PidFiles pidFiles;
  private final StartCaches caches;

  @Option(names = "--wipe", description = "Also remove all its data.")
  private boolean wipe;

  public DownCommand(Instance instance, Console console) {
    this.instance = instance;
    this.console = console;
    this.pidFiles = new PidFiles(instance.run());
    this.caches = new StartCaches(instance, console::note);
  }

  @Override
  public Integer call() {
    if (!Files.isDirectory(instance.data())) {
      console.line("Nothing runs, and there is no data in " + instance.data());
      return 0;
    }
    try (Steps steps = new Steps(console)) {
      if (wipe) {
        caches.renounce();
      }
      Optional<ProcessIdentity> launcher = pidFiles.living(PidFiles.LAUNCHER);
      launcher.ifPresent(running -> steps.run("launcher", () -> end(running)));
      steps.run("what is left", this::endLeft);
      if (wipe) {
        steps.run("data", this::wipe);
      } else {
        caches.adoptExpected(LauncherProgram.launcher());
      }
    }
    return 0;
  }

  /** The launcher ends everything in order itself; it is killed if it takes too long. */
  private String end(ProcessIdentity launcher) {
    Optional<ProcessHandle> handle = launcher.handle();
    if (caches.areExpected()) {
      console.note("the first run of a build records its start caches now, which takes a while");
    }
    handle.ifPresent(ProcessHandle::destroy);
    if (handle.isPresent() && !ProcessTermination.await(handle.get(), ORDERLY)) {
      handle.get().destroyForcibly();
      return "killed: it did not end within " + ORDERLY.toSeconds() + " s";
    }
    return "ended";
  }

  private String endLeft() {
    List<String> ended = OrphanProcesses.end(pidFiles);
    new ContainerHost(instance, new InstanceSecrets(instance.secrets())).close();
    return ended.isEmpty() ? "nothing" : "ended " + String.join(", ", ended);
  }

  private String wipe() {
    FileTrees.delete(instance.data());
    return "removed " + instance.data();
  }
}
