package dev.postern.bench.mail;

import dev.postern.bench.BarChart;
import dev.postern.bench.Checkout;
import dev.postern.bench.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.AppInfoParser;

/** The page of this benchmark and its chart. */
final class MailPage {

  private static final double GOAL = 0.8;

  private MailPage() {}

  static void write(
      Checkout checkout, Report report, int inFlight, ProgramRounds product, ProgramRounds baseline)
      throws IOException {
    double ratio = product.perSecond() / baseline.perSecond();
    report
        .paragraph(
            "Kafka clients "
                + AppInfoParser.getVersion()
                + "; broker, PostgreSQL, inbox, containers and services as `./postern up` starts"
                + " them, all on this machine.")
        .heading("Result")
        .table(
            List.of("program", "resets", "resets/s", "p50", "p99", "resets/s of each round"),
            List.of(row(product), row(baseline)))
        .paragraph(
            "**Ratio %s** (goal %s: %s)."
                .formatted(number(ratio), GOAL, ratio >= GOAL ? "met" : "missed"))
        .paragraph("![Resets a second](mail.svg)")
        .heading("What is measured")
        .paragraph(
            ("%d resets are in flight, one for each of %d local containers with a real sshd."
                    + " Rounds of the two programs alternate, after a warm-up of each.")
                .formatted(inFlight, inFlight))
        .paragraph(
            "*Whole product*: from the REST request to `CredentialsMailed`, read from Kafka: state"
                + " machine, outbox, lease of the sealed secret over HTTP, mail, acknowledgement.")
        .paragraph(
            "*Baseline*: the same SQL rows in the same PostgreSQL, the same kinds of hash and"
                + " sealing, SSH with a mark in the container, shadow read-back and proof login,"
                + " and the same SMTP server, step by step in one thread per reset. No Kafka, no"
                + " HTTP, no second service, and nothing that survives a crash.")
        .heading("Repeat it")
        .paragraph(
            "`./postern bench mail`; with `POSTERN_WORLD=n` on the product that runs there. What"
                + " the time goes into: [performance](../internals/performance.md).");
    new BarChart("Resets a second")
        .group("Resets a second", List.of(bar(product, true), bar(baseline, false)))
        .write(checkout.picture("mail.svg"));
  }

  private static BarChart.Bar bar(ProgramRounds rounds, boolean ours) {
    return new BarChart.Bar(rounds.name(), rounds.perSecond(), ours);
  }

  private static List<String> row(ProgramRounds rounds) {
    return List.of(
        rounds.name(),
        Integer.toString(rounds.resets()),
        number(rounds.perSecond()),
        seconds(rounds.percentile(50)),
        seconds(rounds.percentile(99)),
        rounds.rates().stream().map(MailPage::number).collect(Collectors.joining(", ")));
  }

  private static String seconds(Duration duration) {
    return number(duration.toMillis() / 1000.0) + " s";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
