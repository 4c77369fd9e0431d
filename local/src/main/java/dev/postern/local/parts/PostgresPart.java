package dev.postern.local.parts;

import dev.postern.backends.files.PrivateFiles;
import dev.postern.backends.postgres.EmbeddedPostgres;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Ports;
import dev.postern.local.instance.Service;
import dev.postern.local.processes.OrphanProcesses;
import dev.postern.local.processes.PidFiles;
import dev.postern.local.secrets.InstanceSecrets;
import java.nio.file.Path;

/** The database server, with a database and a role of its own for each service. */
final class PostgresPart implements Part {

  private final Instance instance;
  private final InstanceSecrets secrets;
  private final PidFiles pidFiles;
  private EmbeddedPostgres postgres;

  PostgresPart(Instance instance, InstanceSecrets secrets, PidFiles pidFiles) {
    this.instance = instance;
    this.secrets = secrets;
    this.pidFiles = pidFiles;
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public synchronized String start() {
    Path folder = instance.data().resolve("postgres");
    postgres = EmbeddedPostgres.start(folder, new Ports(instance).postgres());
    PrivateFiles.read(folder.resolve("data").resolve("postmaster.pid"))
        .flatMap(text -> text.lines().findFirst())
        .ifPresent(pid -> pidFiles.write(OrphanProcesses.POSTGRES, Long.parseLong(pid.strip())));
    for (Service service : Service.values()) {
      service
          .database()
          .ifPresent(name -> postgres.createDatabase(name, secrets.databasePassword(service)));
    }
    return "localhost:" + postgres.port();
  }

  @Override
  public synchronized void stop() {
    if (postgres != null) {
      postgres.close();
      postgres = null;
      pidFiles.remove(OrphanProcesses.POSTGRES);
    }
  }
}
