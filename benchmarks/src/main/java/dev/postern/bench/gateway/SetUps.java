package dev.postern.bench.gateway;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sessions that run {@code true}: one after another, and eight at once. */
final class SetUps {

  static final int CLIENTS = 8;
  static final int ROUNDS = 3;
  static final int IN_A_ROW = 10;
  static final int AT_ONCE = 32;

  private static final int WARMING = 4;
  private static final double NANOS = 1e9;
  private static final Path NOTHING = Path.of("/dev/null");

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

  private SetUps() {}

  /** Sessions before anything is measured: Java compiles what runs often. */
  static void warm(Route route) throws Exception {
    for (int i = 0; i < WARMING; i++) {
      atOnce(route);
    }
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
    for (int i = 0; i < IN_A_ROW; i++) {
      figures.seconds.add(Client.seconds(route.ssh("true"), NOTHING));
    }
    double cpu = route.middle().cpuSeconds();
    figures.rate.add(atOnce(route));
    figures.cpu.add((route.middle().cpuSeconds() - cpu) / AT_ONCE);
  }

  private static double atOnce(Route route) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Callable<Double>> sessions = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        sessions.add(() -> Client.seconds(route.ssh("true"), NOTHING));
      }
      long start = System.nanoTime();
      for (Future<Double> session : threads.invokeAll(sessions)) {
        session.get();
      }
      return AT_ONCE / ((System.nanoTime() - start) / NANOS);
    } finally {
      threads.shutdownNow();
    }
  }
}
