package dev.postern.notification.mail;

import dev.postern.problem.Printable;
import io.quarkus.qute.CheckedTemplate;

/**
 * A public IP leads to another container of the account.
 *
 * @param previous the container that had it
 */
@CheckedTemplate(basePath = "mail")
record PublicIpMovedMail(
    String subject, String address, String previous, String movedAt, ContainerAccess access)
    implements MailModel {

  static PublicIpMovedMail of(MailContext context) {
    PublicIpFacts facts = context.facts(PublicIpFacts.class);
    String address = Printable.line(facts.address());
    ContainerAccess access = context.access(facts.reachable(context.container()));
    return new PublicIpMovedMail(
        context.noticeTexts().movedSubject(access.name(), address),
        address,
        Printable.line(facts.previous()),
        context.happenedAt(),
        access);
  }
}
