package dev.postern.credential.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The adapters that this service has, by name. */
@ApplicationScoped
public class Adapters {

  private final Map<String, ContainerAccess> byName = new TreeMap<>();

  Adapters(Instance<ContainerAccess> adapters) {
    adapters.forEach(adapter -> byName.put(adapter.adapter(), adapter));
  }

  public Optional<ContainerAccess> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  public Set<String> names() {
    return byName.keySet();
  }
}
