package dev.postern.local.status;

import dev.postern.backends.processes.ProcessIdentity;
import dev.postern.backends.processes.ProcessMemory;
import dev.postern.local.console.Durations;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Ports;
import dev.postern.local.instance.Service;
import dev.postern.local.parts.PostgresProbe;
import dev.postern.local.parts.ReadinessProbe;
import dev.postern.local.processes.OrphanProcesses;
import dev.postern.local.processes.PidFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at every part from outside. */
final class StatusProbe {

  private static final int CONNECT_MILLIS = 1000;
  private static final Duration POSTGRES_WITHIN = Duration.ofSeconds(2);

  private final Instance instance;
  private final PidFiles pidFiles;

  StatusProbe(Instance instance) {
    this.instance = instance;
    this.pidFiles = new PidFiles(instance.run());
  }

  List<PartStatus> parts() {
    Ports ports = new Ports(instance);
    Optional<ProcessIdentity> launcher = pidFiles.living(PidFiles.LAUNCHER);
    Map<String, Long> lag =
        launcher.isPresent() && answers(ports.kafka()) ? ConsumerLag.of(ports.kafka()) : Map.of();
    List<PartStatus> parts = new ArrayList<>();
    for (Service service : Service.values()) {
      parts.add(service(service, lag));
    }
    parts.add(postgres(ports.postgres()));
    parts.add(part("Kafka", ports.kafka(), launcher));
    parts.add(part("issuer", ports.issuer(), launcher));
    parts.add(part("inbox", ports.inboxPage(), launcher));
    parts.add(part("SMTP", ports.smtp(), launcher));
    parts.add(launcher(launcher));
    return parts;
  }

  private PartStatus service(Service service, Map<String, Long> lag) {
    Optional<ProcessIdentity> process = pidFiles.living(service.title());
    boolean up = process.isPresent() && new ReadinessProbe(service.port(instance)).isReady();
    String behind = Optional.ofNullable(lag.get(service.title())).map(n -> "" + n).orElse("");
    return row(service.title(), up, service.port(instance), process, true, behind);
  }

  private PartStatus postgres(int port) {
    Optional<ProcessIdentity> process = pidFiles.living(OrphanProcesses.POSTGRES);
    boolean up = process.isPresent() && new PostgresProbe(port, POSTGRES_WITHIN).answers();
    return row("PostgreSQL", up, port, process, true, "");
  }

  private PartStatus part(String name, int port, Optional<ProcessIdentity> process) {
    return row(name, process.isPresent() && answers(port), port, process, false, "");
  }

  /** The launcher's memory is also that of the parts inside it. */
  private static PartStatus launcher(Optional<ProcessIdentity> process) {
    PartStatus row = row("launcher", process.isPresent(), 0, process, false, "");
    String memory =
        process.map(p -> ProcessMemory.text(ProcessMemory.ofProcess(p.pid()))).orElse("");
    return new PartStatus(row.name(), row.up(), "", row.pid(), memory, row.uptime(), "");
  }

  private static PartStatus row(
      String name,
      boolean up,
      int port,
      Optional<ProcessIdentity> process,
      boolean ownProcess,
      String lag) {
    Optional<ProcessHandle> handle = process.flatMap(ProcessIdentity::handle);
    String memory =
        handle
            .filter(h -> ownProcess)
            .map(h -> ProcessMemory.text(ProcessMemory.ofTrees(List.of(h))))
            .orElse("");
    String uptime =
        handle
            .flatMap(h -> h.info().startInstant())
            .map(start -> Durations.text(Duration.between(start, Instant.now())))
            .orElse("");
    String pid = process.map(p -> Long.toString(p.pid())).orElse("");
    return new PartStatus(name, up, Integer.toString(port), pid, memory, uptime, lag);
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
