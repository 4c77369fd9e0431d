package dev.postern.bench.mail;

import dev.postern.bench.Benchmark;
import dev.postern.bench.Checkout;
import dev.postern.bench.Report;
import dev.postern.bench.StartedInstance;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Ports;
import java.time.Duration;
import java.util.List;

/** Resets a second through the whole product, and through a baseline program. */
public final class MailBenchmark implements Benchmark {

  private static final int IN_FLIGHT = 32;
  private static final int EACH = 3;
  private static final int LEAST_PAIRS = 2;
  private static final int MOST_PAIRS = 4;
  private static final Duration BUDGET = Duration.ofSeconds(100);

  @Override
  public void run(Checkout checkout, Report report) throws Exception {
    ProgramRounds product = new ProgramRounds("whole product");
    ProgramRounds baseline = new ProgramRounds("baseline");
    try (StartedInstance started = StartedInstance.open(checkout)) {
      measure(started.instance(), product, baseline);
    }
    MailPage.write(checkout, report, IN_FLIGHT, product, baseline);
  }

  private static void measure(Instance instance, ProgramRounds product, ProgramRounds baseline)
      throws Exception {
    MailedContainers containers = new MailedContainers(instance);
    String kafka = "127.0.0.1:" + new Ports(instance).kafka();
    try (MailedEvents mailed = new MailedEvents(kafka);
        BaselineProgram throughBaseline = new BaselineProgram(instance)) {
      List<ResetContainer> targets = containers.start(IN_FLIGHT);
      ProductProgram throughProduct = new ProductProgram(instance, mailed);
      progress("warm-up", ResetRound.run(throughProduct, targets, 1));
      progress("warm-up", ResetRound.run(throughBaseline, targets, 1));
      long end = System.nanoTime() + BUDGET.toNanos();
      for (int pair = 0; pair < MOST_PAIRS; pair++) {
        if (pair >= LEAST_PAIRS && System.nanoTime() > end) {
          break;
        }
        add(product, ResetRound.run(throughProduct, targets, EACH));
        add(baseline, ResetRound.run(throughBaseline, targets, EACH));
      }
    } finally {
      containers.delete();
    }
  }

  private static void add(ProgramRounds rounds, ResetRound round) {
    rounds.add(round);
    progress(rounds.name(), round);
  }

  private static void progress(String what, ResetRound round) {
    System.out.printf(
        "  %s: %d resets in %.1f s, %.1f/s%n",
        what, round.latencies().size(), round.seconds(), round.perSecond());
  }
}
