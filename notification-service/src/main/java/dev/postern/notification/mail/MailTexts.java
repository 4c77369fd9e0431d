package dev.postern.notification.mail;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The mails' sentences in English; {@code messages/mail_de.properties} has the German ones. */
@MessageBundle("mail")
public interface MailTexts {

  @Message("Container {name} is ready: how to log in")
  String createdSubject(String name);

  @Message("Container {name} is ready")
  String createdTitle(String name);

  @Message(
      "Your container {name} in the environment {environment} is ready. Log in with these data:")
  String createdIntro(String name, String environment);

  @Message(
      "If you did not create this container, tell the operator of your platform: somebody else"
          + " uses your account.")
  String createdNotYou();

  @Message("New root password for container {name}")
  String resetSubject(String name);

  @Message("New password for {name}")
  String resetTitle(String name);

  @Message(
      "The root password of your container {name} in the environment {environment} was reset. Log"
          + " in with these data:")
  String resetIntro(String name, String environment);

  @Message(
      "If you did not ask for a new password, somebody else uses your account: change how you sign"
          + " in to your platform, then reset this password again.")
  String resetNotYou();

  @Message("This replaces the password of {when}. The old one no longer works.")
  String replaces(String when);

  @Message("This replaces the container's earlier password, which no longer works.")
  String replacesEarlier();

  @Message("This password was made on {when}.")
  String madeAt(String when);

  @Message("Copy and paste into a terminal:")
  String copyAndPaste();

  @Message(
      "The container has no public IP, and this password needs one: attach a public IP, then log in"
          + " there. Until then the gateway lets you in with your SSH key:")
  String needsPublicIp();

  @Message("At the first connection ssh shows the fingerprint of the host key. It must be:")
  String hostKeys();

  @Message(
      "At the first connection to its public IP ssh shows the fingerprint of the container's host"
          + " key. It must be:")
  String hostKeysOfContainer();

  @Message("Password")
  String password();

  @Message("Environment")
  String environment();

  @Message("Container")
  String container();

  @Message("Keep this mail to yourself, or change the password after you logged in (passwd).")
  String keepSecret();

  @Message("SSH key added to your account")
  String keySubject();

  @Message(
      "An SSH public key was added to your account. Whoever has its private half can log in to your"
          + " containers through the gateway.")
  String keyIntro();

  @Message("Title")
  String keyTitle();

  @Message("Type")
  String keyType();

  @Message("Fingerprint")
  String keyFingerprint();

  @Message("Added")
  String keyAdded();

  @Message(
      "If you did not add this key, remove it now and change how you sign in to your platform.")
  String keyNotYou();

  @Message("Confirm your e-mail address")
  String confirmSubject();

  @Message(
      "Somebody signed in as {account} wants the mails of this account to come to this address."
          + " They carry passwords. Open this link to agree; it works for 24 hours:")
  String confirmIntro(String account);

  @Message("Confirm this address")
  String confirmButton();

  @Message("If that was not you, ignore this mail: without your consent nothing comes here.")
  String confirmNotYou();

  @Message("Mails of the account {account} shall come to this address.")
  String confirmAsk(String account);

  @Message("This address is confirmed. Mails of your account come here from now on.")
  String confirmDone();

  @Message(
      "This link works no more: it was used, a later change replaced it, or a day has passed. Ask"
          + " for the change again.")
  String confirmOver();

  @Message("Your e-mail address is about to change")
  String noticeSubject();

  @Message(
      "On {when} somebody signed in as {account} asked that the mails of this account go to another"
          + " address. Until that address agrees they come here.")
  String noticeIntro(String account, String when);

  @Message(
      "If that was not you, change how you sign in to your platform now, and set your address"
          + " again: that stops the change.")
  String noticeNotYou();

  @Message("en")
  String language();

  @Message("Sent by Postern because of something that happened in your account.")
  String footer();
}
