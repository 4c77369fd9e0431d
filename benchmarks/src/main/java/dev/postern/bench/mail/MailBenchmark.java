package dev.postern.bench.mail;

import dev.postern.bench.Benchmark;
import dev.postern.bench.Report;
import dev.postern.bench.StartedInstance;
import dev.postern.bench.Workspace;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Ports;
import java.time.Duration;
import java.util.List;

/** Resets a second through the whole product, and through a straight-line program. */
public final class MailBenchmark implements Benchmark {

  private static final int IN_FLIGHT = 32;
  private static final int EACH = 3;
  private static final int LEAST_PAIRS = 2;
  private static final int MOST_PAIRS = 4;
  private static final Duration BUDGET = Duration.ofSeconds(100);

  @Override
  public void run(Workspace workspace, Report report) throws Exception {
    Rounds product = new Rounds("whole product");
    Rounds straight = new Rounds("straight line");
    try (StartedInstance started = StartedInstance.open(workspace)) {
      measure(started.instance(), product, straight);
    }
    MailPage.write(workspace.root(), report, IN_FLIGHT, product, straight);
  }

  private static void measure(Instance instance, Rounds product, Rounds straight) throws Exception {
    Fleet fleet = new Fleet(instance);
    String kafka = "127.0.0.1:" + new Ports(instance).kafka();
    try (MailedEvents mailed = new MailedEvents(kafka);
        StraightLine line = new StraightLine(instance)) {
      List<Target> targets = fleet.start(IN_FLIGHT);
      WholeProduct whole = new WholeProduct(instance, mailed);
      progress("warm-up", Round.run(whole, targets, 1));
      progress("warm-up", Round.run(line, targets, 1));
      long end = System.nanoTime() + BUDGET.toNanos();
      for (int pair = 0; pair < MOST_PAIRS; pair++) {
        if (pair >= LEAST_PAIRS && System.nanoTime() > end) {
          break;
        }
        add(product, Round.run(whole, targets, EACH));
        add(straight, Round.run(line, targets, EACH));
      }
    } finally {
      fleet.delete();
    }
  }

  private static void add(Rounds rounds, Round round) {
    rounds.add(round);
    progress(rounds.name(), round);
  }

  private static void progress(String what, Round round) {
    System.out.printf(
        "  %s: %d resets in %.1f s, %.1f/s%n",
        what, round.latencies().size(), round.seconds(), round.perSecond());
  }
}
