package dev.postern.notification.mail;

import io.quarkus.mailer.MailTemplate.MailTemplateInstance;

/** The mails: each record has its {@code .html} and its {@code .txt} under {@code templates}. */
final class Mails {

  private Mails() {}

  record ContainerCreatedMail(CredentialsLetter letter) implements MailTemplateInstance {}

  record PasswordResetMail(CredentialsLetter letter) implements MailTemplateInstance {}

  record AddressConfirmationMail(AddressLetter letter) implements MailTemplateInstance {}

  record AddressChangeNoticeMail(AddressLetter letter) implements MailTemplateInstance {}

  record KeyAddedMail(KeyLetter letter) implements MailTemplateInstance {}

  record KeyDisabledMail(KeyDisabledLetter letter) implements MailTemplateInstance {}

  record PublicIpAttachedMail(NewsLetter letter) implements MailTemplateInstance {}

  record PublicIpDetachedMail(NewsLetter letter) implements MailTemplateInstance {}

  record PublicIpMovedMail(NewsLetter letter) implements MailTemplateInstance {}

  record ResetFailedMail(NewsLetter letter) implements MailTemplateInstance {}

  record SshUnusableMail(NewsLetter letter) implements MailTemplateInstance {}
}
