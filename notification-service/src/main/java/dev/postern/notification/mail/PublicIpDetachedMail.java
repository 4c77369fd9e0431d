package dev.postern.notification.mail;

import dev.postern.problem.Printable;
import io.quarkus.qute.CheckedTemplate;

/** A container has lost a public IP; the gateway is the way that is left. */
@CheckedTemplate(basePath = "mail")
record PublicIpDetachedMail(
    String subject, String address, String detachedAt, ContainerAccess access)
    implements MailModel {

  static PublicIpDetachedMail of(MailContext context) {
    PublicIpFacts facts = context.facts(PublicIpFacts.class);
    String address = Printable.line(facts.address());
    ContainerAccess access = context.access(facts.reachable(context.container()));
    return new PublicIpDetachedMail(
        context.noticeTexts().detachedSubject(access.name(), address),
        address,
        context.happenedAt(),
        access);
  }
}
