package dev.postern.gateway.clients;

import dev.postern.gateway.testing.GatewayWorld;
import java.util.List;
import java.util.Map;

/** The clients of the matrix. */
enum Clients implements ClientProgram {
  OPENSSH(new OpenSsh()),
  PLINK(new Plink()),
  DBCLIENT(new Dropbear()),
  PARAMIKO(new Paramiko()),
  NPM_SSH2(new NpmSsh2()),
  GO(new GoSsh());

  /** Of every client: nothing of the user's own, and no colours or questions. */
  static final Map<String, String> ENVIRONMENT =
      Map.of("HOME", GatewayWorld.folder().toString(), "TERM", "xterm", "LC_ALL", "C.UTF-8");

  private final ClientProgram program;

  Clients(ClientProgram program) {
    this.program = program;
  }

  @Override
  public void orSkip() {
    program.orSkip();
  }

  @Override
  public List<String> command(Route route, String command) {
    return program.command(route, command);
  }

  @Override
  public List<String> repeated(Route route, String command, int times) {
    return program.repeated(route, command, times);
  }
}
