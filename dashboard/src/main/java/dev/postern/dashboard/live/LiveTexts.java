package dev.postern.dashboard.live;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** How fresh a page is, in English; {@code messages/live_de.properties} has the German texts. */
@MessageBundle("live")
public interface LiveTexts {

  @Message("live")
  String on();

  @Message("not live: refreshed every {seconds} s")
  String off(int seconds);

  @Message("not live: you are signed out.")
  String signedOut();

  @Message("Sign in again")
  String signIn();
}
