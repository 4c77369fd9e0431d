package dev.postern.local.up;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.backends.files.PrivateFiles;
import dev.postern.backends.processes.ProcessIdentity;
import dev.postern.local.console.Console;
import dev.postern.local.instance.Instance;
import dev.postern.local.parts.JavaCommand;
import dev.postern.local.processes.TerminationSignals;
import dev.postern.local.startcache.StartCaches;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts a launcher in a session of its own, shows what it says until it is ready or failed, and
 * leaves it running.
 */
final class DetachedLauncher {

  private final Instance instance;
  private final Console console;
  private final boolean timings;

  DetachedLauncher(Instance instance, Console console, boolean timings) {
    this.instance = instance;
    this.console = console;
    this.timings = timings;
  }

  /** 0 when it is ready, 1 when it failed. */
  int start() throws IOException, InterruptedException {
    PrivateFiles.folder(instance.data());
    try (LauncherOutput output = LauncherOutput.create(instance)) {
      return start(output);
    }
  }

  private int start(LauncherOutput to) throws IOException, InterruptedException {
    // Opened before it may be renamed.
    try (InputStream output = Files.newInputStream(to.file())) {
      Process launcher =
          new ProcessBuilder(command(to))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(to.file().toFile()))
              .directory(instance.root().toFile())
              .start();
      launcher.getOutputStream().close();
      TerminationSignals.handle(launcher::destroy, launcher::destroyForcibly);
      boolean ready = follow(launcher, output);
      copy(output);
      if (ready) {
        console.line("Postern runs in the background (process " + launcher.pid() + ").");
        console.line("    what it says: " + LauncherOutput.log(instance).path());
        console.line("    end it with:  " + instance.command() + " down");
      }
      return ready ? 0 : 1;
    }
  }

  private boolean follow(Process launcher, InputStream output)
      throws IOException, InterruptedException {
    ReadyMark ready = new ReadyMark(instance);
    while (!launcher.waitFor(100, TimeUnit.MILLISECONDS)) {
      copy(output);
      if (ProcessIdentity.of(launcher.pid()).filter(ready::is).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private void copy(InputStream output) throws IOException {
    String text = new String(output.readAllBytes(), UTF_8);
    if (!text.isEmpty()) {
      console.raw(text);
    }
  }

  private List<String> command(LauncherOutput output) {
    List<String> command = new ArrayList<>(JavaCommand.inOwnSession());
    if (command.isEmpty()) {
      command.add("nohup");
    }
    command.add(JavaCommand.java());
    command.addAll(JavaCommand.launcherOptions());
    command.addAll(new StartCaches(instance, console::note).options(LauncherProgram.launcher()));
    command.addAll(
        List.of(
            "-Xlog:disable",
            "-Dfile.encoding=UTF-8",
            "-Dpostern.root=" + instance.root(),
            "-Dpostern.terminal=false",
            output.property(),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.postern.local.Postern",
            "up"));
    if (timings) {
      command.add("--timings");
    }
    return command;
  }
}
