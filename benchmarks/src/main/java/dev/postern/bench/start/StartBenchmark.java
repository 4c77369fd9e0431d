package dev.postern.bench.start;

import dev.postern.bench.Benchmark;
import dev.postern.bench.Checkout;
import dev.postern.bench.Machine;
import dev.postern.bench.Percentiles;
import dev.postern.bench.Report;
import dev.postern.local.containers.ContainerHost;
import dev.postern.local.containers.ProductMemory;
import dev.postern.local.instance.Instance;
import dev.postern.local.secrets.InstanceSecrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * {@code ./postern up} and the commands as a person waits for them, with each JDK of the machine.
 */
public final class StartBenchmark implements Benchmark {

  private static final int NUMBER = 8;
  private static final int WARM_STARTS = 3;
  private static final int CALLS = 20;
  private static final int IDLE_SECONDS = 60;
  private static final double GIB = 1L << 30;

  private static final double COLD_SECONDS = 40;
  private static final double WARM_SECONDS = 25;
  private static final double CALL_SECONDS = 0.35;
  private static final double IDLE_GIB = 1.5;

  /**
   * @param cold the first start after {@code down --wipe}
   * @param down the end of that start, which records the caches
   * @param token the median of its calls
   * @param idle of everything, a minute after the last warm start
   */
  private record Figures(
      double cold, double down, double warm, double token, double list, double idle) {}

  @Override
  public void run(Checkout checkout, Report report) throws Exception {
    Instance instance = new Instance(NUMBER, checkout.root());
    Machine.awaitQuiet();
    JdkHome newest = JdkHome.ofThis();
    Figures with = measure(new PosternScript(instance, newest, true));
    Figures without = measure(new PosternScript(instance, newest, false));
    Optional<JdkHome> oldest = JdkHome.oldest();
    Optional<Figures> old = Optional.empty();
    if (oldest.isPresent()) {
      old = Optional.of(measure(new PosternScript(instance, oldest.get(), true)));
    }
    write(report, newest, with, without, oldest, old);
  }

  private static Figures measure(PosternScript postern) throws Exception {
    postern.seconds("down", "--wipe");
    double cold = postern.seconds("up", "--detach");
    double down = postern.seconds("down");
    double[] warm = new double[WARM_STARTS];
    for (int i = 0; i < WARM_STARTS; i++) {
      warm[i] = postern.seconds("up", "--detach");
      if (i < WARM_STARTS - 1) {
        postern.seconds("down");
      }
    }
    double token = calls(postern, "token", "demo");
    double list = calls(postern, "containers", "list");
    TimeUnit.SECONDS.sleep(IDLE_SECONDS);
    double idle = idle(postern.instance());
    postern.seconds("down", "--wipe");
    return new Figures(cold, down, Percentiles.of(warm).at(50), token, list, idle);
  }

  private static double calls(PosternScript postern, String... words) {
    double[] calls = IntStream.range(0, CALLS).mapToDouble(i -> postern.seconds(words)).toArray();
    return Percentiles.of(calls).at(50);
  }

  private static double idle(Instance instance) {
    InstanceSecrets secrets = new InstanceSecrets(instance.secrets());
    return ProductMemory.of(instance, new ContainerHost(instance, secrets)) / GIB;
  }

  private static void write(
      Report report,
      JdkHome newest,
      Figures with,
      Figures without,
      Optional<JdkHome> oldest,
      Optional<Figures> old) {
    List<String> header = new ArrayList<>(List.of("what", "goal", newest.name()));
    header.add(newest.name() + ", no caches");
    oldest.ifPresent(jdk -> header.add(jdk.name()));
    List<Figures> columns = new ArrayList<>(List.of(with, without));
    old.ifPresent(columns::add);
    report.heading("Result");
    report.table(
        header,
        List.of(
            row("`up` after `down --wipe`", "s", COLD_SECONDS, columns, Figures::cold),
            row("`up` again", "s", WARM_SECONDS, columns, Figures::warm),
            row("`token demo`, p50", "s", CALL_SECONDS, columns, Figures::token),
            row("`containers list`, p50", "s", CALL_SECONDS, columns, Figures::list),
            row("memory, idle", "GiB", IDLE_GIB, columns, Figures::idle),
            row("`down` after the first `up`", "s", Double.NaN, columns, Figures::down)));
    report.heading("What is measured");
    report.paragraph(
        "The command as it is typed, from its start to its end, on a checkout that is built: the"
            + " smoke test is in it. `up` again is the median of "
            + WARM_STARTS
            + ", a command's p50 that of "
            + CALLS
            + ". The first `up` has no caches; the `down` after it records them."
            + " Memory is the proportional set size of everything, containers included, a minute"
            + " after the last start.");
    report.heading("Repeat it");
    report.paragraph("`./postern bench start`, which wipes instance " + NUMBER + ".");
  }

  private interface Figure {
    double of(Figures figures);
  }

  private static List<String> row(
      String what, String unit, double goal, List<Figures> columns, Figure figure) {
    List<String> cells = new ArrayList<>(List.of(what));
    boolean met = figure.of(columns.get(0)) <= goal;
    cells.add(Double.isNaN(goal) ? "" : text(goal, unit) + ": " + (met ? "met" : "missed"));
    columns.forEach(column -> cells.add(text(figure.of(column), unit)));
    return cells;
  }

  private static String text(double value, String unit) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f %s" : "%.1f %s", value, unit);
  }
}
