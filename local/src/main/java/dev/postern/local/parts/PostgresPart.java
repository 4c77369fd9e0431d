package dev.postern.local.parts;

import dev.postern.backends.files.PrivateFiles;
import dev.postern.backends.postgres.EmbeddedPostgres;
import dev.postern.backends.processes.ProcessIdentity;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Ports;
import dev.postern.local.instance.Service;
import dev.postern.local.processes.OrphanProcesses;
import dev.postern.local.processes.PidFiles;
import dev.postern.local.secrets.InstanceSecrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The database server, with a database and a role of its own for each service. If it ends by itself
 * or hangs, it is started again; what was committed is on disk.
 */
final class PostgresPart implements Part {

  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);

  /** Up to a minute without an answer: a machine that is very busy is slow for a while. */
  private static final Supervisor.Patience PATIENCE =
      new Supervisor.Patience(Duration.ofSeconds(5), 6);

  private final Path folder;
  private final int port;
  private final InstanceSecrets secrets;
  private final PidFiles pidFiles;
  private final PostgresProbe probe;
  private final Supervisor supervisor;
  private EmbeddedPostgres postgres;
  private volatile Optional<ProcessIdentity> postmaster = Optional.empty();
  private boolean stopped;

  PostgresPart(
      Instance instance, InstanceSecrets secrets, PidFiles pidFiles, Consumer<String> note) {
    this(
        instance.data().resolve("postgres"),
        new PostgresProbe(new Ports(instance).postgres(), ANSWERS_WITHIN),
        secrets,
        pidFiles,
        PATIENCE,
        note);
  }

  PostgresPart(
      Path folder,
      PostgresProbe probe,
      InstanceSecrets secrets,
      PidFiles pidFiles,
      Supervisor.Patience patience,
      Consumer<String> note) {
    this.folder = folder;
    this.port = probe.port();
    this.probe = probe;
    this.secrets = secrets;
    this.pidFiles = pidFiles;
    this.supervisor =
        new Supervisor(
            name(),
            folder.resolve("postgres.log").toString(),
            new Postmaster(),
            patience,
            new BackOff(),
            note);
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public synchronized String start() {
    launch();
    for (Service service : Service.values()) {
      service
          .database()
          .ifPresent(name -> postgres.createDatabase(name, secrets.databasePassword(service)));
    }
    supervisor.start();
    return "localhost:" + postgres.port();
  }

  private void launch() {
    postgres = EmbeddedPostgres.start(folder, port);
    postmaster =
        PrivateFiles.read(folder.resolve("data").resolve("postmaster.pid"))
            .flatMap(text -> text.lines().findFirst())
            .flatMap(pid -> ProcessIdentity.of(Long.parseLong(pid.strip())));
    postmaster.ifPresent(process -> pidFiles.write(OrphanProcesses.POSTGRES, process.pid()));
  }

  private synchronized void restart() {
    if (stopped) {
      return;
    }
    end();
    launch();
  }

  @Override
  public void stop() {
    supervisor.close();
    stopAlone();
  }

  private synchronized void stopAlone() {
    stopped = true;
    end();
  }

  private void end() {
    if (postgres != null) {
      postgres.close();
      postgres = null;
      pidFiles.remove(OrphanProcesses.POSTGRES);
    }
  }

  /** The server's first process, as the supervisor sees it. */
  private final class Postmaster implements Supervisor.Server {

    @Override
    public boolean isAlive() {
      return postmaster.filter(ProcessIdentity::isAlive).isPresent();
    }

    @Override
    public boolean answers() {
      return probe.answers();
    }

    @Override
    public void restart() {
      PostgresPart.this.restart();
    }
  }
}
