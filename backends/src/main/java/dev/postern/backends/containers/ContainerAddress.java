package dev.postern.backends.containers;

/** The loopback addresses on which the containers' own SSH servers listen. */
public final class ContainerAddress {

  private ContainerAddress() {}

  /**
   * The address of a container.
   *
   * @param instance the number of the one-machine instance that it belongs to
   * @param number of the container within the instance, 1 to 250 for one that runs
   */
  public static String of(int instance, int number) {
    return "127.78." + instance + "." + number;
  }
}
