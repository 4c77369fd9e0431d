package dev.postern.gateway.clients;

import dev.postern.gateway.testing.Programs;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a client left behind, and how long it took. */
record Outcome(Route route, Programs.Result result, Duration took) {

  private static final int SHOWN = 4_000;

  static Outcome of(Route route, List<String> words, byte[] input) {
    long start = System.nanoTime();
    Programs.Result result = Programs.run(words, input, Clients.ENVIRONMENT);
    return new Outcome(route, result, Duration.ofNanos(System.nanoTime() - start));
  }

  static Outcome of(Route route, List<String> words) {
    return of(route, words, new byte[0]);
  }

  static Outcome of(Route route, List<String> words, Map<String, String> environment) {
    var all = new java.util.HashMap<>(Clients.ENVIRONMENT);
    all.putAll(environment);
    long start = System.nanoTime();
    Programs.Result result = Programs.run(words, new byte[0], all);
    return new Outcome(route, result, Duration.ofNanos(System.nanoTime() - start));
  }

  /** Everything that both ways must have in common, to be compared and shown. */
  String seen() {
    return "exit "
        + result.exit()
        + "\nout: "
        + brief(route.neutral(result.text()))
        + "\nerr: "
        + brief(route.neutral(result.err()));
  }

  private static String brief(String text) {
    return text.length() <= SHOWN
        ? text
        : text.length() + " characters with the hash " + text.hashCode();
  }
}
