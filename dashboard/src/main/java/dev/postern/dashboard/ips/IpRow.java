package dev.postern.dashboard.ips;

import dev.postern.dashboard.page.Moment;
import dev.postern.dashboard.page.Texts;
import dev.postern.dashboard.page.Words;
import dev.postern.dashboard.services.Container;
import dev.postern.dashboard.services.PublicIp;
import java.util.List;

/**
 * A public address as a row shows it.
 *
 * @param at the name of its container; empty on the page of one container
 * @param style {@code ok}, {@code work} or {@code off}
 * @param since when it first answered for its container; null until then
 */
public record IpRow(PublicIp ip, String at, String style, String text, Moment since) {

  static IpRow of(PublicIp ip, String at, Words words) {
    Texts texts = words.texts();
    return new IpRow(
        ip, at, style(ip), texts.ipState(ip.state()), Moment.of(ip.attachedAt(), words));
  }

  /** The page that the row is on: the answer to what is done to its address is shown there. */
  public String page() {
    return at.isEmpty() ? "/containers/" + ip.container() + "/ips" : "/ips";
  }

  /**
   * Where the address can be moved.
   *
   * @param containers null where they are not known
   */
  public List<Container> elsewhere(List<Container> containers) {
    return containers == null
        ? List.of()
        : containers.stream().filter(other -> !other.id().equals(ip.container())).toList();
  }

  private static String style(PublicIp ip) {
    if (ip.isAttached()) {
      return ip.reason() == null ? "ok" : "bad";
    }
    return ip.isHeld() ? "work" : "off";
  }
}
