package dev.postern.dashboard.shares;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What is said of shares besides; {@code messages/share_de.properties} has the German. */
@MessageBundle("share")
public interface ShareTexts {

  @Message("This share is not there any more: it was taken back already.")
  String gone();
}
