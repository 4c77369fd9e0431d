package dev.postern.backends.containers;

import java.util.List;
import java.util.Optional;

/** One container of this machine; it outlives the JVM that started it when it is real. */
public interface LocalContainer {

  /** Its host name, unique in its instance. */
  String name();

  Isolation isolation();

  /** Address of its SSH server, on loopback. */
  String host();

  /** Port of its SSH server. */
  int port();

  /** Its host keys as {@code SHA256:…}; known from its first start on, the same ever after. */
  List<String> hostKeyFingerprints();

  boolean running();

  /**
   * Starts it and waits until its SSH server greets; nothing to do when it runs.
   *
   * @throws ContainerException with the reason when it does not come up
   */
  void start();

  /** Ends every process of it; its files stay. Nothing to do when it is stopped. */
  void stop();

  /** Stops it and removes everything of it; nothing to do when another process was quicker. */
  void delete();

  /** Remembers the id under which a platform registered it. */
  void registeredAs(String id);

  /** The id of {@link #registeredAs}; nothing before. */
  Optional<String> registration();

  /**
   * Deletes it if it is the one that was registered under the id, and not a later one of its name.
   *
   * @return whether it was
   */
  boolean deleteRegisteredAs(String id);

  /** Proportional set size of all its processes in bytes; 0 when stopped or simulated. */
  long memoryBytes();
}
