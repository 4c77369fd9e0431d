package dev.postern.notification.mail;

import dev.postern.events.EventJson;
import dev.postern.events.keys.KeyDisabled;
import dev.postern.notification.job.Attempt;
import jakarta.enterprise.context.ApplicationScoped;

/** Turns a job's facts into what its templates print. */
@ApplicationScoped
class Letters {

  private final GatewayConfig gateway;

  Letters(GatewayConfig gateway) {
    this.gateway = gateway;
  }

  CredentialsLetter credentials(Attempt attempt, String password) {
    CredentialsFacts facts = EventJson.read(attempt.facts(), CredentialsFacts.class);
    var direct = SshLine.direct(facts);
    return new CredentialsLetter(
        Printable.line(facts.name()),
        Printable.line(facts.environment()),
        Printable.line(facts.container()),
        Printable.line(facts.login()),
        password,
        direct.orElseGet(() -> SshLine.throughGateway(facts, gateway)),
        direct.isEmpty(),
        facts.hostKeys().stream().map(Printable::line).toList(),
        Texts.moment(attempt.happenedAt(), attempt),
        attempt.replaces() == null ? "" : Texts.moment(attempt.replaces(), attempt));
  }

  KeyLetter key(Attempt attempt) {
    KeyFacts facts = EventJson.read(attempt.facts(), KeyFacts.class);
    return new KeyLetter(
        Printable.line(facts.title()),
        Printable.line(facts.type()),
        facts.bits(),
        Printable.line(facts.fingerprint()),
        Texts.moment(attempt.happenedAt(), attempt),
        SshLine.menu(facts.account(), gateway));
  }

  KeyDisabledLetter disabledKey(Attempt attempt) {
    KeyDisabledFacts facts = EventJson.read(attempt.facts(), KeyDisabledFacts.class);
    NoticeMailTexts texts = Texts.notice(attempt);
    return new KeyDisabledLetter(
        Printable.line(facts.title()),
        Printable.line(facts.fingerprint()),
        Texts.moment(attempt.happenedAt(), attempt),
        facts.reason() == KeyDisabled.Reason.COMPROMISED
            ? texts.keyCompromised()
            : texts.keyTooShort());
  }

  /**
   * @param link empty in the notice to the old address
   */
  AddressLetter address(Attempt attempt, String link) {
    AddressFacts facts = addressFacts(attempt);
    return new AddressLetter(
        Printable.line(facts.account()), link, Texts.moment(attempt.happenedAt(), attempt));
  }

  AddressFacts addressFacts(Attempt attempt) {
    return EventJson.read(attempt.facts(), AddressFacts.class);
  }
}
