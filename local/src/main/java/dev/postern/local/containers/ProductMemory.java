package dev.postern.local.containers;

import dev.postern.backends.processes.ProcessIdentity;
import dev.postern.backends.processes.ProcessMemory;
import dev.postern.local.instance.Instance;
import dev.postern.local.processes.PidFiles;
import java.util.List;
import java.util.Map;

/** Memory of everything that runs, containers included. */
public final class ProductMemory {

  private ProductMemory() {}

  /** In bytes. */
  public static long of(Instance instance, ContainerHost containers) {
    Map<String, ProcessIdentity> living = new PidFiles(instance.run()).living();
    ProcessIdentity launcher = living.remove(PidFiles.LAUNCHER);
    List<ProcessHandle> others =
        living.values().stream().flatMap(identity -> identity.handle().stream()).toList();
    // What the launcher started is recorded by itself; containers count their own.
    return (launcher == null ? 0 : ProcessMemory.ofProcess(launcher.pid()))
        + ProcessMemory.ofTrees(others)
        + containers.memory();
  }
}
