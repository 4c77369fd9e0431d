package dev.postern.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServiceSentencesTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Where a sentence may be put together from several literals. */
  private static final Pattern PUNCTUATION = Pattern.compile("\\{}|[.:;,\"]");

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");

  @Test
  void aSentenceIsGermanWithWhatItNames() {
    assertThat(ServiceSentences.inGerman("An account may have 100 keys; remove one first."))
        .contains("Ein Konto darf 100 Schlüssel haben; entfernen Sie zuerst einen.");
    assertThat(ServiceSentences.inGerman("You share shop with friend already."))
        .contains("Sie teilen shop schon mit friend.");
    assertThat(
            ServiceSentences.inGerman(
                "It is the same container twice: a$1\\. Name two different ones."))
        .contains("Das ist zweimal derselbe Container: a$1\\. Wählen Sie zwei verschiedene.");
  }

  @Test
  void severalSentencesAreGermanTogether() {
    assertThat(
            ServiceSentences.inGerman(
                "This is no public key. Create one with: ssh-keygen -t ed25519"))
        .contains("Das ist kein öffentlicher Schlüssel. Erzeugen Sie einen: ssh-keygen -t ed25519");
  }

  @Test
  void whatIsNotKnownAsAWholeStaysAsItIs() {
    for (String text :
        List.of(
            "", "The moon is full.", "This is no public key. The moon is full.", "is missing?")) {
      assertThat(ServiceSentences.inGerman(text)).as(text).isEmpty();
    }
  }

  /** A sentence that a service says in other words by now would silently stay English. */
  @Test
  void everySentenceIsOneThatAServiceSays() {
    String said =
        Stream.of(
                "credential-service",
                "key-service",
                "ip-service",
                "notification-service",
                "problem")
            .map(ServiceSentencesTest::literals)
            .collect(Collectors.joining());

    assertThat(sentences())
        .flatExtracting(sentence -> List.of(PUNCTUATION.split(sentence)))
        .map(String::strip)
        .filteredOn(part -> !said.contains(part))
        .isEmpty();
  }

  private static List<String> sentences() {
    try (var lines =
        Files.lines(ROOT.resolve("dashboard/src/main/resources/messages/services_de.txt"))) {
      List<String> all = lines.filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
      assertThat(all.size() % 2).isZero();
      return Stream.iterate(0, i -> i < all.size(), i -> i + 2).map(all::get).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands between quotation marks in a module's sources, one after the other. */
  private static String literals(String module) {
    try (var files = Files.walk(ROOT.resolve(module + "/src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(ServiceSentencesTest::literalsOf)
          .collect(Collectors.joining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String literalsOf(Path file) {
    try {
      StringBuilder text = new StringBuilder();
      Matcher literal = LITERAL.matcher(Files.readString(file));
      while (literal.find()) {
        text.append(literal.group(1).replace("\\\"", "\"").replace("%d", "").replace("%s", ""));
      }
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
