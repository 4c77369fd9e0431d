package dev.postern.bench.dashboard;

import dev.postern.backends.browser.DebianChromium;
import dev.postern.bench.Benchmark;
import dev.postern.bench.Checkout;
import dev.postern.bench.Percentiles;
import dev.postern.bench.Report;
import dev.postern.bench.StartedInstance;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Ports;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The home page with a thousand containers, beside its goals. */
public final class DashboardBenchmark implements Benchmark {

  private final List<List<String>> rows = new ArrayList<>();

  @Override
  public void run(Checkout checkout, Report report) throws Exception {
    if (!Files.isExecutable(DebianChromium.PROGRAM)) {
      report.paragraph("SKIPPED: there is no Chromium here; install it: apt-get install chromium");
      return;
    }
    try (StartedInstance started = StartedInstance.open(checkout)) {
      measure(started.instance(), report);
    }
    explain(report);
  }

  private void measure(Instance instance, Report report) throws Exception {
    String kafka = "127.0.0.1:" + new Ports(instance).kafka();
    try (ThousandContainers containers = new ThousandContainers(instance);
        SignedInBrowser browser = new SignedInBrowser(instance);
        LiveUpdateLatency live = new LiveUpdateLatency(kafka)) {
      HomePageLoad home = new HomePageLoad(browser, instance);
      HomePageLoad.Rendered rendered = home.rendered();
      HomePageLoad.Seen seen = home.seen();
      Percentiles change = live.measure(browser, containers);
      FirstPromptLatency.Measured prompt = new FirstPromptLatency(instance, browser).measure();

      goal(
          "what the dashboard adds to the services' answers, p95",
          50,
          rendered.added().at(95),
          "ms");
      goal("the page over the wire, compressed", 150, rendered.bytes() / 1000.0, "KB");
      goal("all of a first visit over the wire", 150, seen.kilobytes().at(95), "KB");
      goal("first contentful paint with an empty cache, p95", 500, seen.firstPaint().at(95), "ms");
      goal("a change in Kafka is on screen, p95", 300, change.at(95), "ms");
      goal("first prompt, over the gateway's own time, p95", 400, prompt.added().at(95), "ms");
      goal("Ctrl-C while `yes` runs, p95", 100, prompt.interrupt().at(95), "ms");
      report
          .heading("Result")
          .table(List.of("what", "goal", "measured", ""), rows)
          .paragraph(
              "Medians: the whole page "
                  + rendered.page().millis(50)
                  + ", the services alone "
                  + rendered.services().millis(50)
                  + ", added "
                  + rendered.added().millis(50)
                  + ", first contentful paint "
                  + seen.firstPaint().millis(50)
                  + ", a change on screen "
                  + change.millis(50)
                  + ", first prompt "
                  + prompt.page().millis(50)
                  + " (the gateway's own "
                  + prompt.gateway().millis(50)
                  + "), Ctrl-C "
                  + prompt.interrupt().millis(50)
                  + ".");
    }
  }

  private void goal(String what, double most, double measured, String unit) {
    rows.add(
        List.of(
            what,
            String.format(Locale.ROOT, "≤ %.0f %s", most, unit),
            String.format(Locale.ROOT, "%.0f %s", measured, unit),
            measured <= most ? "met" : "missed"));
  }

  private static void explain(Report report) {
    report
        .heading("What is measured")
        .paragraph(
            "The product as `./postern up` starts it, an account with 1,000 stopped containers in"
                + " 10 environments, and Chromium without a window, all on this machine.")
        .paragraph(
            "*Added*: the home page over HTTP, less everything that it asks of the services, asked"
                + " of them directly in the same order right after it, 100 times each; a page has"
                + " 100 containers. *First visit*: the page with its styles and scripts, in a"
                + " window whose cache was emptied, 20 times. *A change*: from when a reader of"
                + " `postern.containers` has the event that a container was started or stopped"
                + " until the frame that shows its word on the open page, 100 times. *First"
                + " prompt*: from the address of the terminal's page until the frame that shows the"
                + " prompt, less the same from the gateway's WebSocket, 40 times. *Ctrl-C*: in the"
                + " page, until the frame that shows the prompt again.")
        .heading("Repeat it")
        .paragraph(
            "`./postern bench dashboard`; with `POSTERN_WORLD=n` on the product that runs there.");
  }
}
