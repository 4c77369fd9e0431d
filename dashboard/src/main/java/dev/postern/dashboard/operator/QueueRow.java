package dev.postern.dashboard.operator;

import dev.postern.dashboard.page.Moment;
import dev.postern.dashboard.page.Words;
import dev.postern.dashboard.services.MailQueueApi.Group;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Mails in one state for one reason.
 *
 * @param why in words; empty where nothing happened yet
 * @param next when the first of them is tried again; null where none is by itself
 * @param link to the mails themselves
 */
public record QueueRow(
    Group group, String why, Moment oldest, String next, String link, boolean chosen) {

  static QueueRow of(Group group, String state, String reason, Words words) {
    String why = group.reason() == null ? "" : words.texts().mailError(group.reason());
    return new QueueRow(
        group,
        why,
        Moment.of(group.oldest(), words),
        next(group.nextAttemptAt(), words),
        link(group),
        group.state().equals(state) && String.valueOf(group.reason()).equals(reason));
  }

  private static String next(Instant at, Words words) {
    return at == null ? null : words.exact(at);
  }

  private static String link(Group group) {
    String of = "/mail-queue?state=" + group.state();
    return group.reason() == null
        ? of
        : of + "&reason=" + URLEncoder.encode(group.reason(), StandardCharsets.UTF_8);
  }

  public boolean isFailed() {
    return group.state().equals("FAILED");
  }

  public String style() {
    return isFailed() ? "bad" : group.reason() == null ? "" : "work";
  }
}
