package dev.postern.notification.mail;

import io.quarkus.qute.CheckedTemplate;

/** A container is ready: its first password, and how to log in. */
@CheckedTemplate(basePath = "mail")
record ContainerCreatedMail(String subject, Credentials credentials, ContainerAccess access)
    implements MailModel {

  static ContainerCreatedMail of(MailContext context) {
    CredentialsFacts facts = context.facts(CredentialsFacts.class);
    ContainerAccess access = context.access(facts);
    return new ContainerCreatedMail(
        context.texts().createdSubject(access.name()), Credentials.of(facts, context), access);
  }
}
