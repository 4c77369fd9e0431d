package dev.postern.gateway.shutdown;

/** Clients that are in containers when the gateway stops. */
public interface Drainable {

  /** Tells every person at a terminal. */
  void tell(String sentence);

  /** Clients that are in a container. */
  long inContainers();

  /** Tells every client, and ends its connection. */
  void endAll(String sentence);
}
