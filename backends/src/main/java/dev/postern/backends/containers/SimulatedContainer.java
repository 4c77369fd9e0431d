package dev.postern.backends.containers;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

final class SimulatedContainer implements LocalContainer {
  private final Path folder;

  SimulatedContainer(Path folder, int world) {
    this.folder = folder;
  }

  @Override
  public String name() {
    return folder.getFileName().toString();
  }

  @Override
  public Isolation isolation() {
    return Isolation.SIMULATED;
  }

  @Override
  public String host() {
    return "";
  }

  @Override
  public int port() {
    return 0;
  }

  @Override
  public List<String> hostKeyFingerprints() {
    return List.of();
  }

  @Override
  public boolean running() {
    return false;
  }

  @Override
  public void start() {
    throw new ContainerException("Real containers need user namespaces.");
  }

  @Override
  public void stop() {}

  @Override
  public void delete() {}

  @Override
  public long memoryBytes() {
    return 0;
  }

  @Override
  public Optional<String> note(String key) {
    return Optional.empty();
  }

  @Override
  public void note(String key, String value) {}
}
