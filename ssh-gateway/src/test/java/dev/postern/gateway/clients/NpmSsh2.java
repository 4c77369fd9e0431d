package dev.postern.gateway.clients;

import dev.postern.gateway.testing.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The npm package ssh2; installed by its lock file, without what needs a compiler. */
final class NpmSsh2 implements ClientProgram {

  @Override
  public void orSkip() {
    Programs.orSkip("node", "nodejs");
    Programs.orSkip("npm", "npm");
    Programs.Result installed = installed();
    Assumptions.assumeTrue(installed.exit() == 0, () -> "npm ssh2 is missing: " + installed.err());
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
    return List.of("node", folder().resolve("ssh2_client.js").toString());
  }

  private static Path folder() {
    return ClientScript.folder("ssh2");
  }

  private static synchronized Programs.Result installed() {
    ClientScript.lay("ssh2_client.js", folder());
    boolean changed =
        ClientScript.lay("package.json", folder())
            | ClientScript.lay("package-lock.json", folder());
    if (!changed && Files.exists(folder().resolve("node_modules/.package-lock.json"))) {
      return new Programs.Result(0, new byte[0], "");
    }
    return Programs.run(
        List.of(
            "npm",
            "ci",
            "--prefix",
            folder().toString(),
            "--ignore-scripts",
            "--omit=optional",
            "--prefer-offline",
            "--no-audit",
            "--no-fund"));
  }
}
