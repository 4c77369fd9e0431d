package dev.postern.deploy.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.deploy.render.Command;
import dev.postern.deploy.render.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Builds one image and looks into it, where an engine answers and has or gets the base. */
class ImageBuildTest {

  private static final String SERVICE = "key-service";
  private static final String IMAGE = "postern-test/key-service:built";

  @Test
  void theImageRunsAsNobodyOnAReadOnlyRoot() throws IOException {
    Path application = Project.root().resolve(SERVICE).resolve("target/quarkus-app");
    assumeTrue(works("info"), "no container engine answers");
    assumeTrue(Files.isDirectory(application), SERVICE + " is not built");
    String base = Dockerfile.of(SERVICE).arguments("FROM").findFirst().orElseThrow();
    assumeTrue(works("image", "inspect", base) || works("pull", "-q", base), "no " + base);

    String file = Dockerfile.file(SERVICE).toString();
    docker("build", "-q", "-t", IMAGE, "-f", file, application.toString());

    assertThat(docker("inspect", "-f", "{{.Config.User}}", IMAGE).strip()).isEqualTo("10001:10001");
    assertThat(docker("run", "--rm", "--read-only", "--entrypoint", "java", IMAGE, "--version"))
        .startsWith("openjdk 25");
  }

  private static boolean works(String... arguments) {
    try {
      docker(arguments);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String docker(String... arguments) throws IOException {
    String[] command =
        Stream.concat(Stream.of("docker"), Stream.of(arguments)).toArray(String[]::new);
    return Command.run(Duration.ofMinutes(5), command);
  }
}
