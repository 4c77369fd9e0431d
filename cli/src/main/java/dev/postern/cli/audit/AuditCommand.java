package dev.postern.cli.audit;

import dev.postern.cli.notary.CheckProofCommand;
import dev.postern.cli.notary.ProveCommand;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./postern audit VERB}. */
@Command(
    name = "audit",
    description = {
      "Answers from the event log alone. Rights to read the topics are enough; nothing is",
      "changed, and no service is asked. Two verbs are another matter: rebuild asks the services,",
      "and restore lets one of them take over what its database lacks."
    },
    footer = {
      "",
      "Exit codes: 0 done and all holds; 1 something is broken, or what was asked for is not in",
      "the log; 2 wrong use; 3 the log cannot be read. docs/audit.md has examples."
    },
    synopsisSubcommandLabel = "VERB")
public final class AuditCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  private AuditCommand() {}

  /** The command with all of its verbs. */
  public static CommandLine commands(Map<String, String> environment) {
    return new CommandLine(new AuditCommand())
        .addSubcommand(new TimelineCommand(environment))
        .addSubcommand(new AccessCommand(environment))
        .addSubcommand(new IpCommand(environment))
        .addSubcommand(new ActorCommand(environment))
        .addSubcommand(new VerifyCommand(environment))
        .addSubcommand(new ExportCommand(environment))
        .addSubcommand(new ImportCommand())
        .addSubcommand(new FollowCommand(environment))
        .addSubcommand(new RebuildCommand(environment))
        .addSubcommand(new RestoreCommand(environment))
        .addSubcommand(new ProveCommand(environment))
        .addSubcommand(new CheckProofCommand(environment));
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }
}
