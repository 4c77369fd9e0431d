package dev.postern.local.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The end of {@code ./postern test}: what failed, what was skipped and why, which backends were
 * used, where the time went, and the counts as the last line.
 *
 * <p>Run from its source, by the JDK alone, so that it also speaks when the build is broken.
 */
final class TestSummary {

  private static final Pattern BACKENDS = Pattern.compile("Test backends: (.+)");
  // With failures to be ignored, Maven calls these a success, and no report names them.
  private static final Pattern DEAD =
      Pattern.compile("\\[ERROR\\] +(.*(?:timeout in the fork|forked VM terminated).*)");
  private static final Pattern MODULE =
      Pattern.compile("\\[INFO\\] Building (?:Postern: )?(\\S+).*");

  private static final int SLOWEST = 10;

  private final SortedSet<String> backends = new TreeSet<>();
  private final List<String> failures = new ArrayList<>();
  private final List<String> skips = new ArrayList<>();
  private final List<String> unsteady = new ArrayList<>();
  private final Map<String, Double> secondsOfClasses = new HashMap<>();
  private final Map<String, Double> secondsOfModules = new HashMap<>();
  private int passed;

  private TestSummary() {}

  /**
   * Prints the summary; exit code 0 only when the build was whole and no test failed.
   *
   * @param arguments project's root, Maven's exit code, Maven's output
   */
  public static void main(String[] arguments) throws IOException {
    Path log = Path.of(arguments[2]);
    boolean built = arguments[1].equals("0");
    TestSummary summary = new TestSummary();
    summary.readAll(Path.of(arguments[0]));
    summary.readLog(log);
    summary.print(built, log);
    System.exit(built && summary.failures.isEmpty() && summary.passed > 0 ? 0 : 1);
  }

  private void readAll(Path root) throws IOException {
    try (Stream<Path> files = Files.find(root, 4, (path, attributes) -> isReport(path))) {
      files.sorted().forEach(this::read);
    }
  }

  private static boolean isReport(Path path) {
    String name = path.getFileName().toString();
    return path.getParent().endsWith(Path.of("target", "surefire-reports"))
        && name.startsWith("TEST-")
        && name.endsWith(".xml");
  }

  private void read(Path report) {
    try {
      Element suite =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(report.toFile())
              .getDocumentElement();
      time(module(report), suite);
      NodeList cases = suite.getElementsByTagName("testcase");
      for (int i = 0; i < cases.getLength(); i++) {
        count((Element) cases.item(i));
      }
    } catch (SAXException e) {
      failures.add("unreadable report " + report); // the JVM of the tests died while writing it
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** MODULE/target/surefire-reports/TEST-CLASS.xml. */
  private static String module(Path report) {
    return report.getParent().getParent().getParent().getFileName().toString();
  }

  /** With what is started for a class, such as its application. */
  private void time(String module, Element suite) {
    String name = suite.getAttribute("name");
    String time = suite.getAttribute("time").replace(",", "");
    double seconds = time.isEmpty() ? 0 : Double.parseDouble(time);
    String simple = name.substring(name.lastIndexOf('.') + 1);
    secondsOfClasses.merge(module + " " + simple, seconds, Double::sum);
    secondsOfModules.merge(module, seconds, Double::sum);
  }

  private void count(Element test) {
    String name = test.getAttribute("classname") + " " + test.getAttribute("name");
    NodeList skipped = test.getElementsByTagName("skipped");
    if (skipped.getLength() > 0) {
      skips.add(name + ": " + reason((Element) skipped.item(0)));
    } else if (has(test, "failure") || has(test, "error")) {
      String tag = has(test, "failure") ? "failure" : "error";
      failures.add(name + ": " + reason((Element) test.getElementsByTagName(tag).item(0)));
    } else {
      passed++;
      noteFirstTry(test, name);
    }
  }

  /** Surefire's marks for a test that failed, was run once more, and passed. */
  private void noteFirstTry(Element test, String name) {
    for (String tag : List.of("flakyFailure", "flakyError")) {
      if (has(test, tag)) {
        String why = reason((Element) test.getElementsByTagName(tag).item(0));
        unsteady.add(name + ": passed at the second try; at the first: " + why);
      }
    }
  }

  private static boolean has(Element test, String tag) {
    return test.getElementsByTagName(tag).getLength() > 0;
  }

  private static String reason(Element element) {
    String message = element.getAttribute("message").strip();
    String text = message.isEmpty() ? element.getTextContent().strip() : message;
    return text.isEmpty() ? "no reason given" : text.lines().findFirst().orElse("");
  }

  private void readLog(Path log) throws IOException {
    String module = "";
    SortedSet<String> dead = new TreeSet<>();
    for (String line : Files.readAllLines(log)) {
      Matcher building = MODULE.matcher(line);
      if (building.matches()) {
        module = building.group(1);
      }
      Matcher backend = BACKENDS.matcher(line);
      if (backend.find()) {
        backends.add(backend.group(1));
      }
      Matcher died = DEAD.matcher(line);
      if (died.matches() && dead.add(module)) {
        // Several modules are tested at a time, and this line does not say in which it was.
        failures.add(module + " or a module before it: " + died.group(1));
      }
    }
  }

  private void print(boolean built, Path log) {
    System.out.println();
    if (!built) {
      System.out.println("The build failed before all tests could run. Its whole output: " + log);
    }
    System.out.println(
        "Backends: " + (backends.isEmpty() ? "none was needed" : String.join("; ", backends)));
    System.out.println("Slowest: " + slowest(secondsOfClasses));
    System.out.println("Slowest suites: " + slowest(secondsOfModules));
    list("SKIPPED", skips);
    list("UNSTEADY", unsteady);
    list("FAILED", failures);
    System.out.println(
        passed + " passed, " + failures.size() + " failed, " + skips.size() + " skipped");
  }

  private static String slowest(Map<String, Double> seconds) {
    return seconds.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(SLOWEST)
        .map(entry -> entry.getKey() + " " + Math.round(entry.getValue()) + " s")
        .collect(Collectors.joining(", "));
  }

  private static void list(String title, List<String> tests) {
    tests.forEach(test -> System.out.println(title + " " + test));
  }
}
