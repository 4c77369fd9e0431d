package dev.postern.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What was published stays as it was: somebody reads it. */
class PublishedTest {

  private static final String LIST = "src/test/resources/published.sha256";

  @Test
  void aPublishedSchemaOrSampleNeverChanges() {
    digests()
        .forEach(
            (file, digest) ->
                assertThat(Contract.MODULE.resolve(file))
                    .as(
                        "%s was published and must stay as it was, byte for byte."
                            + " Restore it, and let an optional field join it by a schema of its"
                            + " own, or add version N+1 of the type beside it instead"
                            + " (events/README.md, Adding a type).",
                        file)
                    .exists()
                    .satisfies(path -> assertThat(sha256(path)).isEqualTo(digest)));
  }

  @Test
  void everySchemaAndSampleIsListed() throws IOException {
    Map<String, String> digests = digests();

    for (String folder : new String[] {"src/main/resources/schemas", "src/test/resources/golden"}) {
      try (Stream<Path> files = Files.walk(Contract.MODULE.resolve(folder))) {
        files
            .filter(Files::isRegularFile)
            .forEach(
                file ->
                    assertThat(digests)
                        .as("new, so add to %s: %s  %s", LIST, sha256(file), relative(file))
                        .containsKey(relative(file)));
      }
    }
  }

  @Test
  void everySchemaAndSampleBelongsToATypeOfTheCatalogue() {
    assertThat(digests().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    EventCatalogue.types().stream().flatMap(PublishedTest::files),
                    EventCatalogue.types().stream()
                        .flatMap(type -> type.additions().stream())
                        .distinct()
                        .map(Contract::additionFile))
                .map(PublishedTest::relative)
                .toList());
  }

  private static Stream<Path> files(EventType<?> type) {
    Path more = Contract.goldenFileWithAdditions(type);
    return Stream.concat(
        Stream.of(Contract.schemaFile(type), Contract.goldenFile(type)),
        Files.exists(more) ? Stream.of(more) : Stream.empty());
  }

  private static Map<String, String> digests() {
    return Contract.text(Contract.MODULE.resolve(LIST))
        .lines()
        .map(line -> line.split(" +"))
        .collect(Collectors.toMap(l -> l[1], l -> l[0], (a, b) -> a, TreeMap::new));
  }

  private static String relative(Path file) {
    return Contract.MODULE.relativize(file).toString().replace('\\', '/');
  }

  private static String sha256(Path file) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(file)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
