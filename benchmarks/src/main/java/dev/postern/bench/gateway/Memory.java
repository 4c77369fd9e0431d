package dev.postern.bench.gateway;

import dev.postern.bench.Report;
import java.util.List;

/** What an idle session costs where it passes through. */
final class Memory {

  private static final int SESSIONS = 1_000;

  /** Processes of their own: what two hundred take, a thousand take five times. */
  private static final int FORCED = 200;

  /** A container's sshd takes a hundred sessions on one connection. */
  private static final int OVER_MASTER = 90;

  private static final double GOAL = 40;
  private static final double KIB = 1024;

  private Memory() {}

  static void measure(Stage stage, Report report) throws Exception {
    long pid = stage.gateway().pid();
    warm(stage);
    long heapBefore = Processes.liveHeap(pid);
    long memoryBefore = Processes.memory(pid);
    double heap;
    double whole;
    try (IdleSessions idle = new IdleSessions()) {
      open(stage, idle, SESSIONS);
      heap = (Processes.liveHeap(pid) - heapBefore) / KIB / SESSIONS;
      whole = (Processes.memory(pid) - memoryBefore) / KIB / SESSIONS;
      expect(idle, SESSIONS);
    }
    Bastion bastion = stage.bastion();
    double forced = ofBastion(stage, bastion.forcedKey(), FORCED);
    double master = ofBastion(stage, bastion.overMasterKey(), OVER_MASTER);
    report
        .heading("Memory of an idle session")
        .paragraph(
            SESSIONS
                + " connections with one session each that waits for input. The gateway: live heap"
                + " after a full collection, and the whole process's memory (PSS), which holds"
                + " garbage and room to grow too, each less what it was before. OpenSSH: PSS of all"
                + " processes of the bastion, at "
                + FORCED
                + " sessions and, over a ControlMaster, at "
                + OVER_MASTER
                + ". The gateway itself takes "
                + Math.round(memoryBefore / KIB / KIB)
                + " MiB once, without a session.")
        .table(
            List.of("route", "KiB per idle session"),
            List.of(
                List.of("Postern, live heap", GatewayBenchmark.number("%.0f", heap)),
                List.of("Postern, whole process", GatewayBenchmark.number("%.0f", whole)),
                List.of("ForceCommand", GatewayBenchmark.number("%.0f", forced)),
                List.of(
                    "ForceCommand over ControlMaster", GatewayBenchmark.number("%.0f", master))))
        .table(
            List.of("what", "ratio", "goal"),
            List.of(
                row("ForceCommand against Postern's live heap", forced / heap),
                row("ForceCommand against Postern's whole process", forced / whole)));
  }

  private static List<String> row(String what, double ratio) {
    List<String> verdict = GatewayBenchmark.verdict(ratio, GOAL);
    return List.of(what, verdict.get(0), verdict.get(1));
  }

  /** Classes, code and buffers that every session shares are there already. */
  private static void warm(Stage stage) throws Exception {
    try (IdleSessions idle = new IdleSessions()) {
      open(stage, idle, SESSIONS / 5);
    }
  }

  private static void open(Stage stage, IdleSessions idle, int count) throws Exception {
    List<Stage.IdleLogin> logins = stage.idleLogins();
    for (Stage.IdleLogin one : logins) {
      idle.open(count / logins.size(), one.login(), "127.0.0.1", stage.gateway().port(), one.key());
    }
  }

  private static double ofBastion(Stage stage, Keys key, int count) throws Exception {
    var host = stage.bastion().host();
    long before = host.memoryBytes();
    try (IdleSessions idle = new IdleSessions()) {
      idle.open(count, "root", host.host(), host.port(), key);
      double bytes = host.memoryBytes() - before;
      expect(idle, count);
      return bytes / KIB / count;
    }
  }

  private static void expect(IdleSessions idle, int count) {
    if (idle.alive() != count) {
      throw new IllegalStateException(idle.alive() + " of " + count + " sessions are left");
    }
  }
}
