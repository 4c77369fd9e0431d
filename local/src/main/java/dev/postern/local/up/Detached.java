package dev.postern.local.up;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.local.files.PrivateFiles;
import dev.postern.local.instance.Instance;
import dev.postern.local.parts.JavaCommand;
import dev.postern.local.parts.LogFile;
import dev.postern.local.processes.Interrupts;
import dev.postern.local.processes.ProcessIdentity;
import dev.postern.local.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts a launcher in a session of its own, shows what it says until it is ready or failed, and
 * leaves it running.
 */
final class Detached {

  private final Instance instance;
  private final Terminal terminal;
  private final LogFile log;

  Detached(Instance instance, Terminal terminal) {
    this.instance = instance;
    this.terminal = terminal;
    this.log = new LogFile(instance.logs().resolve("launcher.log"));
  }

  /** 0 when it is ready, 1 when it failed. */
  int start() throws IOException, InterruptedException {
    PrivateFiles.folder(instance.data());
    log.rotate();
    Process launcher =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()))
            .directory(instance.root().toFile())
            .start();
    launcher.getOutputStream().close();
    Interrupts.handle(launcher::destroy, launcher::destroyForcibly);
    try (InputStream output = Files.newInputStream(log.path())) {
      boolean ready = follow(launcher, output);
      copy(output);
      if (ready) {
        terminal.line("Postern runs in the background (process " + launcher.pid() + ").");
        terminal.line("    what it says: " + log.path());
        terminal.line("    end it with:  " + instance.command() + " down");
      }
      return ready ? 0 : 1;
    }
  }

  private boolean follow(Process launcher, InputStream output)
      throws IOException, InterruptedException {
    Ready ready = new Ready(instance);
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
      terminal.raw(text);
    }
  }

  private static List<String> command() {
    List<String> command = new ArrayList<>(JavaCommand.inOwnSession());
    if (command.isEmpty()) {
      command.add("nohup");
    }
    command.add(JavaCommand.java());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(
        List.of(
            "-Dpostern.terminal=false",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.postern.local.Postern",
            "up"));
    return command;
  }
}
