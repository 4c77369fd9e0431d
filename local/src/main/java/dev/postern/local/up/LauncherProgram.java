package dev.postern.local.up;

import dev.postern.backends.processes.Command;
import dev.postern.local.instance.Instance;
import dev.postern.local.parts.JavaCommand;
import dev.postern.local.startcache.Program;
import dev.postern.local.startcache.StartCacheRecorder;
import dev.postern.local.startcache.StartCaches;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The launcher and the other commands as programs that have a start cache, like the services. The
 * script starts them, and knows their names.
 */
public final class LauncherProgram {

  private static final Duration CLIENT_WITHIN = Duration.ofSeconds(60);

  private LauncherProgram() {}

  public static Program launcher() {
    return Program.ofClassPath("launcher", classPath(), JavaCommand.launcherOptions());
  }

  /** A command that asks and ends. */
  static Program client() {
    return Program.ofClassPath("client", classPath(), JavaCommand.clientOptions());
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** Takes note of how this JVM was started. */
  static void register(StartCacheRecorder recorder, StartCaches caches, Instance instance) {
    caches.adoptExpected(launcher()); // of a launcher whose end nobody saw
    caches.checkPublished(launcher());
    caches.checkPublished(client());
    recorder.startedAs(ManagementFactory.getRuntimeMXBean().getInputArguments());
    recorder.add(client(), option -> ask(option, instance));
  }

  /** A command that asks the product something, as people type it. */
  private static void ask(String option, Instance instance) {
    List<String> command = new ArrayList<>(List.of(JavaCommand.java()));
    command.addAll(JavaCommand.clientOptions());
    command.addAll(
        List.of(
            option,
            "-Dpostern.root=" + instance.root(),
            "-cp",
            classPath(),
            "dev.postern.local.Postern",
            "containers",
            "list"));
    Command.of(command)
        .with(Instance.VARIABLE, Integer.toString(instance.number()))
        .within(CLIENT_WITHIN)
        .run();
  }
}
