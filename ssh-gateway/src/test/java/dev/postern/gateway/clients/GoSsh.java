package dev.postern.gateway.clients;

import dev.postern.gateway.testing.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Go's x/crypto/ssh, of Debian's package, so that no module is fetched. */
final class GoSsh implements ClientProgram {

  private static final String SOURCES = "/usr/share/gocode";

  @Override
  public void orSkip() {
    Programs.orSkip("go", "golang-go");
    Programs.orSkip(Path.of(SOURCES, "src/golang.org/x/crypto/ssh"), "golang-golang-x-crypto-dev");
    Programs.Result built = built();
    Assumptions.assumeTrue(built.exit() == 0, () -> "Go's client is missing: " + built.err());
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
    return List.of(folder().resolve("go-client").toString());
  }

  private static Path folder() {
    return ClientScript.folder("go");
  }

  private static synchronized Programs.Result built() {
    if (!ClientScript.lay("go_client.go", folder())
        && Files.exists(folder().resolve("go-client"))) {
      return new Programs.Result(0, new byte[0], "");
    }
    return Programs.run(
        List.of(
            "go",
            "build",
            "-o",
            folder().resolve("go-client").toString(),
            folder().resolve("go_client.go").toString()),
        new byte[0],
        Map.of(
            "GO111MODULE",
            "off",
            "GOPATH",
            SOURCES,
            "GOCACHE",
            folder().resolve("cache").toString()));
  }
}
