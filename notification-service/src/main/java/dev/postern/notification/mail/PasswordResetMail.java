package dev.postern.notification.mail;

import io.quarkus.qute.CheckedTemplate;
import java.time.Instant;

/**
 * A container has a new password.
 *
 * @param replaces when the mailed password was made that this one replaces; null where none was
 */
@CheckedTemplate(basePath = "mail")
record PasswordResetMail(
    String subject, Credentials credentials, ContainerAccess access, String replaces)
    implements MailModel {

  static PasswordResetMail of(MailContext context) {
    CredentialsFacts facts = context.facts(CredentialsFacts.class);
    ContainerAccess access = context.access(facts);
    Instant replaced = context.attempt().replaces();
    return new PasswordResetMail(
        context.texts().resetSubject(access.name()),
        Credentials.of(facts, context),
        access,
        replaced == null ? null : context.language().moment(replaced));
  }
}
