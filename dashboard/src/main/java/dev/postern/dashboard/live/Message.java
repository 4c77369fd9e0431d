package dev.postern.dashboard.live;

/**
 * What is sent to a page.
 *
 * @param event the kind
 * @param position where the page goes on after it; null where that is as before
 */
record Message(String event, String data, String position) {

  static Message state(boolean live) {
    return new Message("state", live ? "live" : "away", null);
  }

  static Message changed(Iterable<String> names, String position) {
    return new Message("changed", String.join(" ", names), position);
  }

  /** Keeps proxies from giving the connection up, and the page's position a recent one. */
  static Message beat(String position) {
    return new Message("beat", "-", position);
  }
}
