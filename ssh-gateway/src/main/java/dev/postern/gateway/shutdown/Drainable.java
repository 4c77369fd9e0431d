package dev.postern.gateway.shutdown;

/** Who is in a container when the gateway stops. */
public interface Drainable {

  /** Tells everybody who sits at a terminal. */
  void tell(String sentence);

  /** Clients that are in a container. */
  long inContainers();

  /** Tells every client, and ends its connection. */
  void endAll(String sentence);
}
