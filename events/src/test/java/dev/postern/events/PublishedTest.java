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
                            + " Restore it, and add version N+1 of the type beside it instead"
                            + " (events/README.md, Adding a type).",
                        file)
                    .exists()
                    .satisfies(path -> assertThat(sha256(path)).isEqualTo(digest)));
  }

  @Test
  void everySchemaAndSampleIsListed() throws IOException {
    Map<String, String> digests = digests();

    for (String folder : new String[] {"src/main/resources/schemas", "src/test/resources/golden"}) {
      try (Stream<Path> files = Files.list(Contract.MODULE.resolve(folder))) {
        files.forEach(
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
            EventCatalogue.types().stream()
                .flatMap(t -> Stream.of(Contract.schemaFile(t), Contract.goldenFile(t)))
                .map(PublishedTest::relative)
                .toList());
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
