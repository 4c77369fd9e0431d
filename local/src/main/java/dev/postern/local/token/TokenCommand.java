package dev.postern.local.token;

import dev.postern.local.console.Console;
import dev.postern.local.instance.Instance;
import dev.postern.local.platform.AccountTokens;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./postern token ACCOUNT}. */
@Command(
    name = "token",
    description = "Prints a bearer token of a local account, valid for an hour at every service.")
public final class TokenCommand implements Callable<Integer> {

  private final Instance instance;
  private final Console console;

  @Parameters(paramLabel = "ACCOUNT", description = "demo, friend, platform, operator or auditor.")
  private String account;

  public TokenCommand(Instance instance, Console console) {
    this.instance = instance;
    this.console = console;
  }

  @Override
  public Integer call() {
    console.line(new AccountTokens(instance).of(account));
    return 0;
  }
}
