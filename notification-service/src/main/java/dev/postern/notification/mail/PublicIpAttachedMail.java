package dev.postern.notification.mail;

import dev.postern.problem.Printable;
import io.quarkus.qute.CheckedTemplate;

/** A container has one more public IP. */
@CheckedTemplate(basePath = "mail")
record PublicIpAttachedMail(
    String subject, String address, String attachedAt, ContainerAccess access)
    implements MailModel {

  static PublicIpAttachedMail of(MailContext context) {
    PublicIpFacts facts = context.facts(PublicIpFacts.class);
    String address = Printable.line(facts.address());
    ContainerAccess access = context.access(facts.reachable(context.container()));
    return new PublicIpAttachedMail(
        context.noticeTexts().attachedSubject(access.name(), address),
        address,
        context.happenedAt(),
        access);
  }
}
