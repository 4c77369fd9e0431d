package dev.postern.credential.access;

/** Ports from first to last, both included. */
record PortRange(int first, int last) {

  private static final PortRange NONE = new PortRange(1, 0);

  /**
   * @return an empty range where the text is not a number, such as the name of a service
   */
  static PortRange parse(String text, String separator) {
    String[] ends = text.split(separator, 2);
    try {
      return new PortRange(
          Integer.parseInt(ends[0]), Integer.parseInt(ends.length == 1 ? ends[0] : ends[1]));
    } catch (NumberFormatException e) {
      return NONE;
    }
  }

  boolean contains(int port) {
    return first <= port && port <= last;
  }
}
