package dev.postern.dashboard.containers;

import dev.postern.dashboard.page.Words;
import dev.postern.dashboard.services.Container;
import dev.postern.dashboard.services.Container.SshHealth;

/**
 * Whether a container's sshd answered when it was seen last, in words.
 *
 * @param style {@code ok}, {@code bad} or {@code off}
 * @param since a sentence to point at; null where nothing was seen yet
 */
public record SshState(String style, String text, String since) {

  static SshState of(Container container, Words words) {
    SshHealth ssh = container.ssh();
    ListTexts texts = words.of(ListTexts.class);
    return new SshState(
        style(ssh.health()),
        texts.health(ssh.health()),
        ssh.since() == null ? null : texts.healthSince(ssh.health(), words.exact(ssh.since())));
  }

  private static String style(String health) {
    return switch (health) {
      case "OK" -> "ok";
      case "UNREACHABLE" -> "bad";
      default -> "off";
    };
  }

  public boolean isBad() {
    return style.equals("bad");
  }
}
