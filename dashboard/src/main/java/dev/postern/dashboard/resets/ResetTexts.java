package dev.postern.dashboard.resets;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What resets say of mails; {@code messages/reset_de.properties} has the German. */
@MessageBundle("reset")
public interface ResetTexts {

  @Message("{n} of the containers {#if n == 1}is{#else}are{/if} gone since the page was loaded.")
  String gone(int n);

  @Message("applied, proven, mailed to {to}")
  String mailedTo(String to);
}
