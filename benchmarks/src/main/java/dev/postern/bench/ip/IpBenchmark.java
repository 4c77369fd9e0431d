package dev.postern.bench.ip;

import dev.postern.backends.ports.FreePort;
import dev.postern.bench.AlternatingRounds;
import dev.postern.bench.Benchmark;
import dev.postern.bench.Checkout;
import dev.postern.bench.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.AppInfoParser;

/** Allocations against bare statements, the relay against HAProxy, and how long a move takes. */
public final class IpBenchmark implements Benchmark {

  private static final int ROUNDS = 5;
  private static final int WRITERS = 32;
  private static final int CONTAINERS = 500;
  private static final int ALLOCATIONS = 1_000;
  private static final double ALLOCATION_GOAL = 0.6;
  private static final double RELAY_GOAL = 0.7;
  private static final int MOVES = 20;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final String ADDRESS = "127.251.9.1";
  private static final List<String> HEADER =
      List.of("what", "Postern", "beside it", "ratio", "goal");

  @Override
  public void run(Checkout checkout, Report report) throws Exception {
    allocations(checkout, report);
    relay(checkout, report);
  }

  private static void allocations(Checkout checkout, Report report) throws Exception {
    try (IpServiceProcess service = new IpServiceProcess(checkout, "external", FreePort.next());
        BareAllocation bare = new BareAllocation(service.backends(), WRITERS)) {
      service.pool("bench", "127.250.0.0/16");
      for (int i = 0; i < CONTAINERS; i++) {
        service.register("c" + i, "account-" + i, 0, 9);
      }
      for (int i = 0; i < CONTAINERS; i++) {
        service.awaitKnown("c" + i);
      }
      AtomicInteger next = new AtomicInteger();
      AlternatingRounds rounds =
          AlternatingRounds.of(
              ROUNDS,
              () ->
                  ParallelCalls.rate(
                      WRITERS,
                      ALLOCATIONS,
                      i -> service.attach("c" + next.getAndIncrement() % CONTAINERS)),
              () -> ParallelCalls.rate(WRITERS, ALLOCATIONS, i -> bare.take("c" + i)));
      report
          .heading("Taking an address")
          .paragraph(
              WRITERS
                  + " writers, a /16, "
                  + CONTAINERS
                  + " accounts with their default quota, "
                  + bare.server()
                  + " with fsync, Kafka "
                  + AppInfoParser.getVersion()
                  + ". Postern: `POST /v1/containers/{id}/ips` over HTTP with a signed token:"
                  + " locks, tenure, event, 201, and the event's way to Kafka; clients, service,"
                  + " PostgreSQL and Kafka share the cores. Beside it: one statement over JDBC,"
                  + " `SKIP LOCKED` and `INSERT … ON CONFLICT`, and nothing else. Median of "
                  + ROUNDS
                  + " rounds, alternating, after as many that do not count as made it faster.")
          .table(HEADER, List.of(rounds.row("allocations", "/s", ALLOCATION_GOAL)));
    }
  }

  private static void relay(Checkout checkout, Report report) throws Exception {
    int port = FreePort.next();
    try (IpServiceProcess service = new IpServiceProcess(checkout, "relay", port);
        SshdStandIn sshd = new SshdStandIn('A');
        SshdStandIn otherSshd = new SshdStandIn('B')) {
      service.pool("bench", "127.251.9.0/28");
      service.register("ca", "demo", 1, sshd.port());
      service.awaitAnswering("ca");
      service.register("cb", "demo", 0, otherSshd.port());
      service.awaitKnown("cb");
      report.heading("The relay");
      compare(report, new SocketLoad(ADDRESS, port), sshd.port());
      report.heading("Moving an address").paragraph(gaps(service, new SocketLoad(ADDRESS, port)));
    }
  }

  private static void compare(Report report, SocketLoad relay, int sshd) throws Exception {
    Optional<String> missing = HaProxy.missing();
    if (missing.isPresent()) {
      report.paragraph("SKIPPED: " + missing.get() + ".");
      return;
    }
    int port = FreePort.next();
    try (HaProxy proxy = HaProxy.start(port, sshd)) {
      SocketLoad haproxy = new SocketLoad("127.0.0.1", port);
      AlternatingRounds throughput =
          AlternatingRounds.of(ROUNDS, relay::throughput, haproxy::throughput);
      AlternatingRounds connects = AlternatingRounds.of(ROUNDS, relay::connects, haproxy::connects);
      report
          .paragraph(
              "Beside it: "
                  + HaProxy.version()
                  + " in TCP mode, its defaults, the same server behind both, all on loopback."
                  + " Median of "
                  + ROUNDS
                  + " rounds, alternating, after as many that do not count as made it faster.")
          .table(
              HEADER,
              List.of(
                  throughput.row("throughput, 4 connections", "MiB/s", RELAY_GOAL),
                  connects.row("connects with the first byte, 16 clients", "/s", RELAY_GOAL)));
    }
  }

  /** From the answer 202 to the first connection that reaches the new holder. */
  private static String gaps(IpServiceProcess service, SocketLoad clients) throws Exception {
    List<Double> gaps = new ArrayList<>();
    for (int i = 0; i < MOVES; i++) {
      boolean toB = i % 2 == 0;
      service.move(ADDRESS, toB ? "cb" : "ca");
      long moved = System.nanoTime();
      while (greeting(clients) != (toB ? 'B' : 'A')) {
        Thread.onSpinWait();
      }
      gaps.add((System.nanoTime() - moved) / NANOS_PER_MILLI);
    }
    Collections.sort(gaps);
    return String.format(
        Locale.ROOT,
        "%d moves between two containers: from the answer 202 to the first connection that reaches"
            + " the new holder %.0f ms in the median, %.0f ms at most.",
        MOVES,
        gaps.get(MOVES / 2),
        gaps.get(MOVES - 1));
  }

  private static int greeting(SocketLoad clients) {
    try {
      return clients.greeting();
    } catch (IOException between) {
      return -1;
    }
  }
}
