package dev.postern.cli;

import dev.postern.audit.log.UnreadableLogException;
import dev.postern.cli.audit.AuditCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./postern audit …}. Exit code 0 when done and all holds, 1 when something is broken or was
 * not found, 2 when it was called wrongly, 3 when the log cannot be read.
 */
@Command(
    name = "postern",
    description = "SSH access to containers: what happened, from the event log alone.",
    synopsisSubcommandLabel = "COMMAND")
public final class PosternCli implements Callable<Integer> {

  /** The log cannot be reached or read. */
  public static final int CANNOT_READ = 3;

  @SuppressWarnings("unused") // picocli reads it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show this help.")
  private boolean help;

  private PosternCli() {}

  public static void main(String[] arguments) {
    // Kafka's client logs what the exit code and a sentence say.
    Logger.getLogger("").setLevel(Level.OFF);
    System.exit(
        run(
            System.getenv(),
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            arguments));
  }

  /**
   * Runs one command.
   *
   * @return the exit code
   */
  static int run(
      Map<String, String> environment, PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine commands =
        new CommandLine(new PosternCli())
            .addSubcommand(AuditCommand.commands(environment))
            .setOut(out)
            .setErr(err)
            .setExecutionExceptionHandler((e, command, parsed) -> failed(e, err));
    int exit = commands.execute(arguments);
    out.flush();
    err.flush();
    return exit;
  }

  private static int failed(Exception e, PrintWriter err) {
    if (e instanceof UnreadableLogException) {
      err.println("Postern: " + e.getMessage());
      return CANNOT_READ;
    }
    err.println("Postern: it failed and should not have (" + e.getClass().getSimpleName() + ").");
    return 1;
  }

  @Override
  public Integer call() {
    return 2;
  }
}
