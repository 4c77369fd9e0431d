package dev.postern.local;

import dev.postern.local.console.Console;
import dev.postern.local.console.FailureReason;
import dev.postern.local.console.SilentLog;
import dev.postern.local.containers.ContainersCommand;
import dev.postern.local.down.DownCommand;
import dev.postern.local.instance.Instance;
import dev.postern.local.status.StatusCommand;
import dev.postern.local.token.TokenCommand;
import dev.postern.local.up.UpCommand;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./postern}: exit code 0 when done, 1 when it failed, 2 when it was called wrongly. */
@Command(
    name = "postern",
    description = "People's SSH access to their containers: the whole product on one machine.",
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  POSTERN_WORLD=N   a second product beside the first: every port is shifted by",
      "                    1000*N, its data is in .postern-N (N is 0 to 9)",
      "  NO_COLOR=1        no colours",
      "  JAVA_HOME         one more place to look for a JDK; the newest is taken"
    },
    synopsisSubcommandLabel = "COMMAND")
final class Postern implements Callable<Integer> {

  @SuppressWarnings("unused") // picocli reads it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show this help.")
  private boolean help;

  @SuppressWarnings("unused") // picocli reads it
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  private final Console console;

  private Postern(Console console) {
    this.console = console;
  }

  public static void main(String[] arguments) {
    SilentLog.choose();
    Console console = Console.standard();
    System.exit(run(console, arguments));
  }

  private static int run(Console console, String... arguments) {
    Instance instance;
    try {
      Path root = Path.of(System.getProperty("postern.root", "")).toAbsolutePath();
      instance = Instance.of(root, System.getenv());
    } catch (IllegalArgumentException e) {
      System.err.println("Postern: " + e.getMessage());
      return 2;
    }
    return commands(instance, console, arguments.length == 0 ? "" : arguments[0])
        .setExecutionExceptionHandler((e, command, result) -> failed(e))
        .execute(arguments);
  }

  /** Only the command that is asked for is looked into, where there is one of that name. */
  private static CommandLine commands(Instance instance, Console console, String first) {
    Map<String, Supplier<Object>> all = new LinkedHashMap<>();
    all.put("up", () -> new UpCommand(instance, console));
    all.put("down", () -> new DownCommand(instance, console));
    all.put("status", () -> new StatusCommand(instance, console));
    all.put("token", () -> new TokenCommand(instance, console));
    all.put("containers", () -> new ContainersCommand(instance, console));
    all.put("test", TestHelp::new);
    all.put("bench", BenchHelp::new);
    CommandLine commands = new CommandLine(new Postern(console));
    commands.getCommandSpec().versionProvider(() -> new String[] {"postern " + Version.text()});
    all.keySet().retainAll(all.containsKey(first) ? Set.of(first) : Set.copyOf(all.keySet()));
    all.values().forEach(command -> commands.addSubcommand(command.get()));
    return commands;
  }

  private static int failed(Exception e) {
    System.err.println("Postern: " + FailureReason.of(e));
    return 1;
  }

  @Override
  public Integer call() {
    console.line(new CommandLine(this).getUsageMessage());
    return 2;
  }

  /** Only for the list of commands: the script runs the tests itself. */
  @Command(
      name = "test",
      description =
          "Runs every test; --soak adds the long ones. Needs Maven, not a running product.")
  private static final class TestHelp implements Callable<Integer> {

    @SuppressWarnings("unused") // shown in the help
    @Option(names = "--soak", description = "Also the tests that take long.")
    private boolean soak;

    @Override
    public Integer call() {
      System.err.println("Postern: tests are run by the script: ./postern test");
      return 2;
    }
  }

  /** Only for the list of commands: the script runs the benchmarks itself. */
  @Command(
      name = "bench",
      description =
          "Measures the built services; writes docs/benchmarks. Needs no running product.")
  private static final class BenchHelp implements Callable<Integer> {

    @SuppressWarnings("unused") // shown in the help
    @Parameters(paramLabel = "NAME", description = "Which; all without one.")
    private List<String> names;

    @Override
    public Integer call() {
      System.err.println("Postern: benchmarks are run by the script: ./postern bench");
      return 2;
    }
  }
}
