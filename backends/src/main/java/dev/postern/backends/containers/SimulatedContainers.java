package dev.postern.backends.containers;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The simulated containers of this JVM: one server for each folder, however often it is found. */
final class SimulatedContainers implements AutoCloseable {

  private final Map<Path, SimulatedContainer> open = new ConcurrentHashMap<>();

  SimulatedContainer at(Path folder, int instance) {
    return open.computeIfAbsent(folder, own -> new SimulatedContainer(own, instance));
  }

  @Override
  public void close() {
    open.values().forEach(SimulatedContainer::stop);
    open.clear();
  }
}
