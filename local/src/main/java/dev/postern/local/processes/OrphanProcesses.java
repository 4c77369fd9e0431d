package dev.postern.local.processes;

import dev.postern.backends.processes.ProcessIdentity;
import dev.postern.backends.processes.ProcessTermination;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a killed launcher left running: the processes in its pid files, and only those. */
public final class OrphanProcesses {

  /** The pid file of PostgreSQL's postmaster, which is not a child of the launcher. */
  public static final String POSTGRES = "PostgreSQL";

  private OrphanProcesses() {}

  /** As {@link #endAllBut}, without an exception. */
  public static List<String> end(PidFiles pidFiles) {
    return endAllBut(Set.of(), pidFiles);
  }

  /** Ends the recorded process of that name, if it still runs. */
  public static void endOnly(String name, PidFiles pidFiles) {
    pidFiles.living(name).flatMap(ProcessIdentity::handle).ifPresent(ProcessTermination::end);
    pidFiles.remove(name);
  }

  /**
   * Ends every recorded process that still runs, PostgreSQL last, so that no service loses its
   * database first; then deletes the pid files.
   *
   * @param kept names of processes that go on, with their pid files
   * @return the names of what was ended
   */
  public static List<String> endAllBut(Set<String> kept, PidFiles pidFiles) {
    Map<String, ProcessIdentity> living = pidFiles.living();
    List<String> ended = new ArrayList<>();
    living.keySet().removeAll(kept);
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
    pidFiles.clearEnded();
    return ended;
  }
}
