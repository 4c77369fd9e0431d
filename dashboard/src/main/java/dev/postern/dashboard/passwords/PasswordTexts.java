package dev.postern.dashboard.passwords;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Where a password and its mail are; {@code messages/password_de.properties} has the German. */
@MessageBundle("password")
public interface PasswordTexts {

  @Message("password mailed{#if to} to {to}{/if}")
  String mailed(String to);

  @Message("new password set, its mail{#if to} to {to}{/if} is on the way")
  String mailing(String to);

  @Message("new password set, its mail waits: {why}")
  String waiting(String why);

  @Message("your account has no e-mail address")
  String noContact();

  @Message("password set, its mail{#if to} to {to}{/if} failed")
  String mailFailed(String to);

  @Message("password set, its mail{#if to} to {to}{/if} came back")
  String bounced(String to);

  @Message("password changed in the container itself")
  String drifted();
}
