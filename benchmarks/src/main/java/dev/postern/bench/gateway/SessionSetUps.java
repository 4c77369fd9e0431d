package dev.postern.bench.gateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sessions that run {@code true}: one after another, and eight at once. */
final class SessionSetUps {

  static final int CLIENTS = 8;
  static final int ROUNDS = 5;
  static final int IN_A_ROW = 10;
  static final int AT_ONCE = 64;
  static final int WARMING = 1_000;

  /** Of one route. */
  static final class Figures {
    private final Samples seconds = new Samples();
    private final Samples rate = new Samples();
    private final Samples cpu = new Samples();

    /** Median in milliseconds, one after another. */
    double millis() {
      return seconds.median() * 1000;
    }

    /** A second, eight at once. */
    double rate() {
      return rate.median();
    }

    /** Milliseconds of CPU between client and container. */
    double cpuMillis() {
      return cpu.median() * 1000;
    }
  }

  private SessionSetUps() {}

  /**
   * Sessions before anything is measured. What runs often is compiled as the service runs, and for
   * its first thousand sessions compiling takes more of the cores than the sessions do.
   */
  static void warm(Route route) throws Exception {
    OpenSshPrograms.secondsAtOnce(route.ssh("true"), WARMING, CLIENTS);
  }

  /** All routes in turn; the first round does not count. */
  static Map<Route, Figures> measure(List<Route> routes) throws Exception {
    Map<Route, Figures> all = new LinkedHashMap<>();
    for (int round = 0; round <= ROUNDS; round++) {
      for (Route route : routes) {
        Figures figures = round == 0 ? new Figures() : all.get(route);
        all.put(route, figures);
        round(route, round == 0 ? new Figures() : figures);
      }
    }
    return all;
  }

  private static void round(Route route, Figures figures) throws Exception {
    List<String> session = route.ssh("true");
    OpenSshPrograms.secondsInARow(session, IN_A_ROW).forEach(figures.seconds::add);
    double cpu = route.middle().cpuSeconds();
    figures.rate.add(AT_ONCE / OpenSshPrograms.secondsAtOnce(session, AT_ONCE, CLIENTS));
    figures.cpu.add((route.middle().cpuSeconds() - cpu) / AT_ONCE);
  }
}
