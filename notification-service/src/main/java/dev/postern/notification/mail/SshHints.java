package dev.postern.notification.mail;

import dev.postern.events.containers.SshProblem;
import dev.postern.problem.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a reader can do where a check of SSH failed: in English the check's own hint, in German a
 * text by the check's name. A check that is not known here keeps its hint.
 */
final class SshHints {

  /** A hint says what to type in several places: longer than a name, and not endless either. */
  private static final int MAX_LENGTH = 1000;

  private static final Pattern QUOTED = Pattern.compile("«([^»]*)»");
  private static final Properties GERMAN = read("/hints/ssh_de.properties");

  private SshHints() {}

  /**
   * @return lines, each printable
   */
  static List<String> on(SshProblem problem, MailLanguage language) {
    String hint = problem.hint() == null ? "" : problem.hint();
    return inLanguage(problem.check(), hint, language)
        .lines()
        .map(line -> Printable.line(line, MAX_LENGTH))
        .toList();
  }

  private static String inLanguage(String check, String hint, MailLanguage language) {
    if (check == null || !language.isGerman()) {
      return hint;
    }
    String german = GERMAN.getProperty(check, hint);
    Matcher quoted = QUOTED.matcher(hint);
    return german.replace("{0}", quoted.find() ? quoted.group(1) : "?");
  }

  private static Properties read(String resource) {
    try (InputStream in = SshHints.class.getResourceAsStream(resource)) {
      Properties texts = new Properties();
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
