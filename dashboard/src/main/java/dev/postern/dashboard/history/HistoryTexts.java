package dev.postern.dashboard.history;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * What a history says of mails and pages; {@code messages/history_de.properties} has the German.
 */
@MessageBundle("history")
public interface HistoryTexts {

  @Message("{said} ({to})")
  String to(String said, String to);

  @Message("Older")
  String older();

  @Message("Newest")
  String newest();
}
