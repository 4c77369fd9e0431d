package dev.postern.bench.gateway;

import dev.postern.backends.processes.ProcessMemory;
import dev.postern.bench.Report;
import java.util.List;

/** What an idle session costs where it passes through. */
final class IdleSessionMemory {

  private static final int SESSIONS = 1_000;

  /** Each session is a process of its own: a thousand take five times what two hundred take. */
  private static final int FORCED = 200;

  /** A container's sshd takes a hundred sessions on one connection. */
  private static final int OVER_MASTER = 90;

  private static final double GOAL = 40;
  private static final double KIB = 1024;

  private IdleSessionMemory() {}

  static void measure(Testbed testbed, Report report) throws Exception {
    long pid = testbed.gateway().pid();
    warm(testbed);
    long heapBefore = ProcessUsage.liveHeap(pid);
    long memoryBefore = ProcessMemory.ofProcess(pid);
    double heap;
    double whole;
    try (IdleSessions idle = new IdleSessions()) {
      open(testbed, idle, SESSIONS);
      heap = (ProcessUsage.liveHeap(pid) - heapBefore) / KIB / SESSIONS;
      whole = (ProcessMemory.ofProcess(pid) - memoryBefore) / KIB / SESSIONS;
      expect(idle, SESSIONS);
    }
    Bastion bastion = testbed.bastion();
    double forced = ofBastion(testbed, bastion.forcedKey(), FORCED);
    double master = ofBastion(testbed, bastion.overMasterKey(), OVER_MASTER);
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
  private static void warm(Testbed testbed) throws Exception {
    try (IdleSessions idle = new IdleSessions()) {
      open(testbed, idle, SESSIONS / 5);
    }
  }

  private static void open(Testbed testbed, IdleSessions idle, int count) throws Exception {
    List<Testbed.IdleLogin> logins = testbed.idleLogins();
    for (Testbed.IdleLogin one : logins) {
      idle.open(
          count / logins.size(), one.login(), "127.0.0.1", testbed.gateway().port(), one.key());
    }
  }

  private static double ofBastion(Testbed testbed, SshKeyPair key, int count) throws Exception {
    var host = testbed.bastion().host();
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
