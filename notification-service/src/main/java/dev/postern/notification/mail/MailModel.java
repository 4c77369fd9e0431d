package dev.postern.notification.mail;

import io.quarkus.mailer.MailTemplate.MailTemplateInstance;

/**
 * A mail: its subject, and what its two templates print. Every text of others in it is one
 * printable line.
 *
 * <p>A new mail is a record here, its {@code .html} and {@code .txt} under {@code templates/mail},
 * its sentences in two languages, and the line that says which event asks for it.
 */
sealed interface MailModel extends MailTemplateInstance
    permits ContainerCreatedMail,
        PasswordResetMail,
        KeyAddedMail,
        KeyDisabledMail,
        AddressConfirmationMail,
        AddressChangeNoticeMail,
        PublicIpAttachedMail,
        PublicIpDetachedMail,
        PublicIpMovedMail,
        ResetFailedMail,
        SshUnusableMail {

  /** One line, in the reader's language. */
  String subject();

  static MailModel of(MailContext context) {
    return switch (context.kind()) {
      case CONTAINER_CREATED -> ContainerCreatedMail.of(context);
      case PASSWORD_RESET -> PasswordResetMail.of(context);
      case KEY_ADDED -> KeyAddedMail.of(context);
      case KEY_DISABLED -> KeyDisabledMail.of(context);
      case ADDRESS_CONFIRMATION -> AddressConfirmationMail.of(context);
      case ADDRESS_CHANGE_NOTICE -> AddressChangeNoticeMail.of(context);
      case PUBLIC_IP_ATTACHED -> PublicIpAttachedMail.of(context);
      case PUBLIC_IP_DETACHED -> PublicIpDetachedMail.of(context);
      case PUBLIC_IP_MOVED -> PublicIpMovedMail.of(context);
      case RESET_FAILED -> ResetFailedMail.of(context);
      case SSH_UNUSABLE -> SshUnusableMail.of(context);
    };
  }
}
