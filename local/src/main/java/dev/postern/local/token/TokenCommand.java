package dev.postern.local.token;

import dev.postern.local.platform.Tokens;
import dev.postern.local.terminal.Terminal;
import dev.postern.local.world.World;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./postern token ACCOUNT}. */
@Command(
    name = "token",
    description = "Prints a bearer token of a local account, valid for an hour at every service.")
public final class TokenCommand implements Callable<Integer> {

  private final World world;
  private final Terminal terminal;

  @Parameters(paramLabel = "ACCOUNT", description = "demo, friend, platform, operator or auditor.")
  private String account;

  public TokenCommand(World world, Terminal terminal) {
    this.world = world;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.line(new Tokens(world).of(account));
    return 0;
  }
}
