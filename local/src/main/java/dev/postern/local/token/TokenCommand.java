package dev.postern.local.token;

import dev.postern.local.instance.Instance;
import dev.postern.local.platform.Tokens;
import dev.postern.local.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./postern token ACCOUNT}. */
@Command(
    name = "token",
    description = "Prints a bearer token of a local account, valid for an hour at every service.")
public final class TokenCommand implements Callable<Integer> {

  private final Instance instance;
  private final Terminal terminal;

  @Parameters(paramLabel = "ACCOUNT", description = "demo, friend, platform, operator or auditor.")
  private String account;

  public TokenCommand(Instance instance, Terminal terminal) {
    this.instance = instance;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.line(new Tokens(instance).of(account));
    return 0;
  }
}
