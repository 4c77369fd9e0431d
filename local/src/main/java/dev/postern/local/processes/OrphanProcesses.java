package dev.postern.local.processes;

import dev.postern.backends.processes.ProcessIdentity;
import dev.postern.backends.processes.ProcessTermination;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a killed launcher left running: the processes in its pid files, and only those. */
public final class OrphanProcesses {

  /** The pid file of PostgreSQL's postmaster, which is not a child of the launcher. */
  public static final String POSTGRES = "PostgreSQL";

  private OrphanProcesses() {}

  /**
   * Ends every recorded process that still runs, PostgreSQL last, so that no service loses its
   * database first; then deletes the pid files.
   *
   * @return the names of what was ended
   */
  public static List<String> end(PidFiles pidFiles) {
    Map<String, ProcessIdentity> living = pidFiles.living();
    List<String> ended = new ArrayList<>();
    ProcessIdentity postgres = living.remove(POSTGRES);
    living.remove(PidFiles.LAUNCHER);
    living.forEach(
        (name, identity) -> {
          identity.handle().ifPresent(ProcessTermination::end);
          ended.add(name);
        });
    if (postgres != null) {
      postgres.handle().ifPresent(ProcessTermination::endPostgres);
      ended.add(POSTGRES);
    }
    pidFiles.clear();
    return ended;
  }
}
