package dev.postern.local.parts;

import dev.postern.backends.postgres.EmbeddedPostgres;
import dev.postern.local.files.PrivateFiles;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Ports;
import dev.postern.local.instance.Service;
import dev.postern.local.processes.Orphans;
import dev.postern.local.processes.RunRecords;
import dev.postern.local.secrets.Secrets;
import java.nio.file.Path;

/** The database server, with a database and a role of its own for each service. */
final class PostgresPart implements Part {

  private final Instance instance;
  private final Secrets secrets;
  private final RunRecords records;
  private EmbeddedPostgres postgres;

  PostgresPart(Instance instance, Secrets secrets, RunRecords records) {
    this.instance = instance;
    this.secrets = secrets;
    this.records = records;
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
        .ifPresent(pid -> records.write(Orphans.POSTGRES, Long.parseLong(pid.strip())));
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
      records.remove(Orphans.POSTGRES);
    }
  }
}
