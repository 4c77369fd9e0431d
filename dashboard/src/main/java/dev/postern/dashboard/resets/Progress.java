package dev.postern.dashboard.resets;

import dev.postern.dashboard.page.Forms;
import dev.postern.dashboard.page.Texts;
import dev.postern.dashboard.page.Words;
import dev.postern.dashboard.services.Mail;
import dev.postern.dashboard.services.ResetBatch;
import java.util.List;
import java.util.Map;

/**
 * How far a batch of resets is, container by container.
 *
 * @param once the key under which a retry of what failed is done only once
 */
public record Progress(String id, List<Line> lines, String once) {

  /**
   * @param style {@code ok}, {@code work} or {@code bad}
   */
  public record Line(String container, String name, String style, String text) {}

  /**
   * @param names of the containers that the person still sees, by id
   * @param mails the newest one with a password, by container
   */
  static Progress of(
      ResetBatch batch, Map<String, String> names, Map<String, Mail> mails, Words words) {
    return new Progress(
        batch.id(),
        batch.items().stream()
            .map(
                item ->
                    new Line(
                        item.container(),
                        names.getOrDefault(item.container(), item.container()),
                        style(item),
                        text(item, mails.get(item.container()), words)))
            .toList(),
        Forms.once());
  }

  public List<Line> failed() {
    return lines.stream().filter(line -> line.style().equals("bad")).toList();
  }

  public int done() {
    return (int) lines.stream().filter(line -> line.style().equals("ok")).count();
  }

  public int total() {
    return lines.size();
  }

  /** Whether something more will happen by itself. */
  public boolean isMoving() {
    return lines.stream().anyMatch(line -> line.style().equals("work"));
  }

  private static String style(ResetBatch.Item item) {
    if (item.isMailed()) {
      return "ok";
    }
    return item.isFailed() ? "bad" : "work";
  }

  private static String text(ResetBatch.Item item, Mail mail, Words words) {
    Texts texts = words.texts();
    if (item.state() == null) {
      return texts.notReset(item.error() == null ? "" : item.error());
    }
    String why = item.error() == null ? "" : texts.reason(item.error());
    return item.isMailed() && mail != null && mail.to() != null && item.is(mail.generation())
        ? words.of(ResetTexts.class).mailedTo(mail.to())
        : texts.progress(item.state(), why);
  }
}
