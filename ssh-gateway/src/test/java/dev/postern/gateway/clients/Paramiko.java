package dev.postern.gateway.clients;

import dev.postern.gateway.testing.Programs;
import java.nio.file.Path;
import java.util.List;

/** Python's paramiko, of Debian's own Python. */
final class Paramiko implements ClientProgram {

  private static final String PYTHON = "/usr/bin/python3";
  private static final Path MODULE = Path.of("/usr/lib/python3/dist-packages/paramiko");

  @Override
  public void orSkip() {
    Programs.orSkip(MODULE, "python3-paramiko");
  }

  @Override
  public List<String> command(Route route, String command) {
    return ClientScript.exec(program(), route, command);
  }

  @Override
  public List<String> repeated(Route route, String command, int times) {
    return ClientScript.words(program(), "repeat", route, "" + times, command);
  }

  static List<String> program() {
    Path folder = ClientScript.folder("paramiko");
    ClientScript.lay("paramiko_client.py", folder);
    return List.of(PYTHON, "-W", "ignore", folder.resolve("paramiko_client.py").toString());
  }
}
