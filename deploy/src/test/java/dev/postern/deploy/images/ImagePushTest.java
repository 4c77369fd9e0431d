package dev.postern.deploy.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.deploy.render.Command;
import dev.postern.deploy.render.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the script says after a push, with an engine that only plays one. */
class ImagePushTest {

  private static final String PREFIX = "registry.example.org:5000/postern";

  /** An image has a digest in each registry that it was pushed to. */
  private static final String ENGINE =
      """
      #!/bin/sh
      if [ "$1" = inspect ]; then
        name=${4%:*}
        echo "mirror.example.org/other@sha256:$(printf '%064d' 1)"
        echo "$name@sha256:$(printf '%064d' 7)"
      fi
      """;

  @TempDir Path folder;

  @Test
  void eachImageIsSaidByItsDigestInThatRegistry() throws IOException {
    String said = build("--push");

    assertThat(said.lines().filter(line -> line.contains("digest:")))
        .hasSameSizeAs(Dockerfile.SERVICES)
        .contains(
            "  - {name: postern/key-service, newName: "
                + PREFIX
                + "/key-service, digest: \"sha256:"
                + "0".repeat(63)
                + "7\"}");
  }

  @Test
  void whatIsNotPushedHasNone() throws IOException {
    assertThat(build()).doesNotContain("digest");
  }

  private String build(String... more) throws IOException {
    Path script = folder.resolve("deploy/images/build");
    Files.createDirectories(script.getParent());
    Files.copy(Project.root().resolve("deploy/images/build"), script);
    script.toFile().setExecutable(true);
    for (String service : Dockerfile.SERVICES) {
      Path application = folder.resolve(service).resolve("target/quarkus-app");
      Files.createDirectories(application);
      Files.createFile(application.resolve("quarkus-run.jar"));
    }
    Path engine = Files.writeString(folder.resolve("docker"), ENGINE);
    Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> command = new ArrayList<>(List.of(script.toString(), PREFIX, "0.1.0"));
    command.addAll(List.of(more));
    return Command.run(
        Duration.ofSeconds(30),
        Map.of("PATH", folder + ":" + System.getenv("PATH")),
        command.toArray(String[]::new));
  }
}
