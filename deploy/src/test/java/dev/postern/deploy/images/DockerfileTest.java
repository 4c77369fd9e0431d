package dev.postern.deploy.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.deploy.render.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DockerfileTest {

  static List<String> services() {
    return Dockerfile.SERVICES;
  }

  @ParameterizedTest
  @MethodSource("services")
  void isPinnedRootlessAndLayered(String service) throws IOException {
    assertThat(Lint.problems(Dockerfile.of(service))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("services")
  void copiesAllThatTheBuildMade(String service) throws IOException {
    Path application = Project.root().resolve(service).resolve("target/quarkus-app");
    assumeTrue(Files.isDirectory(application), service + " is not built");

    List<String> copied = Dockerfile.of(service).copied();

    assertThat(copied).allSatisfy(path -> assertThat(application.resolve(path)).exists());
    try (Stream<Path> built = Files.list(application)) {
      assertThat(built.map(path -> path.getFileName().toString()))
          .filteredOn(name -> !name.equals("quarkus-app-dependencies.txt"))
          .allSatisfy(name -> assertThat(copied).containsAnyOf(name, name + "/"));
    }
  }

  static Stream<Arguments> mutants() {
    return Stream.of(
        Arguments.of("25.0.3_9-jre-noble", "latest"),
        Arguments.of("25.0.3_9-jre-noble", "25-jre"),
        Arguments.of("25.0.3_9-jre-noble", "25.0.3_9-jdk-noble"),
        Arguments.of("USER 10001:10001", "USER root"),
        Arguments.of("USER 10001:10001", "USER 0:0"),
        Arguments.of("USER 10001:10001", "USER postern"),
        Arguments.of("USER 10001:10001", ""),
        Arguments.of("COPY --chown=0:0 lib/", "ADD lib/"),
        Arguments.of("COPY --chown=0:0 app/", "COPY app/"),
        Arguments.of("COPY --chown=0:0 app/", "COPY --chown=10001:10001 app/"),
        Arguments.of("COPY --chown=0:0 lib/ /app/lib/\n", ""),
        Arguments.of("EXPOSE 8080", "RUN apt-get update"),
        Arguments.of("ENTRYPOINT [\"java\", ", "ENTRYPOINT java "),
        Arguments.of("-XX:MaxRAMPercentage=40", "-Xmx1g"),
        Arguments.of("ENV MALLOC_ARENA_MAX=2\n", ""),
        Arguments.of("[\"java\", ", "[\"java\", \"-XX:MaxRAMPercentage=50\", "));
  }

  @ParameterizedTest(name = "{0} becomes {1}")
  @MethodSource("mutants")
  void aBrokenDockerfileIsNoticed(String is, String becomes) throws IOException {
    String text = Files.readString(Dockerfile.file("key-service"));
    assertThat(text).contains(is);

    Dockerfile mutant = Dockerfile.parse("key-service", text.replace(is, becomes));

    assertThat(Lint.problems(mutant)).isNotEmpty();
  }
}
