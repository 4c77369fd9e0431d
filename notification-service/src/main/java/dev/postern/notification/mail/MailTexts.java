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
      "Your container {name} in the environment {environment} is ready. Log in with these"
          + " credentials:")
  String createdIntro(String name, String environment);

  @Message(
      "If you did not create this container, someone else is using your account: tell your"
          + " platform's operator.")
  String createdNotYou();

  @Message("New root password for container {name}")
  String resetSubject(String name);

  @Message("New password for {name}")
  String resetTitle(String name);

  @Message(
      "The root password of your container {name} in the environment {environment} was reset. Log"
          + " in with these credentials:")
  String resetIntro(String name, String environment);

  @Message(
      "If you did not ask for a new password, someone else is using your account: change how you"
          + " sign in to your platform, then reset this password again.")
  String resetNotYou();

  @Message("This replaces the password from {when}. The old one no longer works.")
  String replaces(String when);

  @Message("This replaces the container's earlier password, which no longer works.")
  String replacesEarlier();

  @Message("This password was created on {when}.")
  String madeAt(String when);

  @Message("Copy and paste into a terminal:")
  String copyAndPaste();

  @Message(
      "This password works only at a public IP, and the container has none: attach a public IP,"
          + " then log in there. Until then, log in through the gateway with your SSH key:")
  String needsPublicIp();

  @Message("When you first connect, ssh shows the fingerprint of the host key. It must be:")
  String hostKeys();

  @Message(
      "When you first connect to the container's public IP, ssh shows the fingerprint of its host"
          + " key. It must be:")
  String hostKeysOfContainer();

  @Message("Password")
  String password();

  @Message("Environment")
  String environment();

  @Message("Container")
  String container();

  @Message("Keep this mail to yourself, or change the password once you have logged in (passwd).")
  String keepSecret();

  @Message("SSH key added to your account")
  String keySubject();

  @Message(
      "An SSH public key was added to your account. Anyone with its private key can log in to your"
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
      "Someone signed in as {account} wants this account's mails to go to this address. The mails"
          + " contain passwords. To agree, open this link; it works for 24 hours:")
  String confirmIntro(String account);

  @Message("Confirm this address")
  String confirmButton();

  @Message("If that was not you, ignore this mail: nothing is sent here unless you agree.")
  String confirmNotYou();

  @Message("Should the mails of the account {account} go to this address?")
  String confirmAsk(String account);

  @Message("This address is confirmed. From now on, your account's mails go here.")
  String confirmDone();

  @Message(
      "This link no longer works: it was already used, a later change replaced it, or a day has"
          + " passed. Ask for the change again.")
  String confirmOver();

  @Message("Your e-mail address is about to change")
  String noticeSubject();

  @Message(
      "On {when}, someone signed in as {account} asked for this account's mails to go to another"
          + " address. Until that address is confirmed, they still come here.")
  String noticeIntro(String account, String when);

  @Message(
      "If that was not you, change how you sign in to your platform now, and set your address"
          + " again: that stops the change.")
  String noticeNotYou();

  @Message("en")
  String language();

  @Message("Sent by Postern because something happened in your account.")
  String footer();
}
