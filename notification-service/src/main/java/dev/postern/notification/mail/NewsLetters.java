package dev.postern.notification.mail;

import dev.postern.events.EventJson;
import dev.postern.events.containers.Address;
import dev.postern.events.containers.SshProblem;
import dev.postern.notification.job.Attempt;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Turns the facts of a mail without a password into what its templates print. */
@ApplicationScoped
class NewsLetters {

  private final GatewayConfig gateway;

  NewsLetters(GatewayConfig gateway) {
    this.gateway = gateway;
  }

  /** An address that came, went or moved; one that does not answer leaves the gateway's way. */
  NewsLetter publicIp(Attempt attempt) {
    PublicIpFacts news = EventJson.read(attempt.facts(), PublicIpFacts.class);
    List<Address> addresses =
        news.port() == 0 ? List.of() : List.of(new Address(news.address(), news.port()));
    CredentialsFacts container = at(addresses, containerOf(attempt, null, null));
    return letter(
        attempt,
        container,
        attempt.happenedAt(),
        news.address(),
        news.previous(),
        false,
        "",
        List.of());
  }

  NewsLetter resetFailed(Attempt attempt) {
    ResetFailedFacts news = EventJson.read(attempt.facts(), ResetFailedFacts.class);
    CredentialsFacts container = containerOf(attempt, news.name(), null);
    boolean first = news.generation() == 1;
    boolean passwordLogsIn = !first && !ResetAdvice.noPasswordLogsIn(news.reason());
    return letter(
        attempt,
        passwordLogsIn ? container : at(List.of(), container),
        attempt.happenedAt(),
        "",
        "",
        first,
        news.reason(),
        List.of(ResetAdvice.on(news.reason(), Texts.notice(attempt))));
  }

  NewsLetter sshUnusable(Attempt attempt) {
    SshUnusableFacts news = EventJson.read(attempt.facts(), SshUnusableFacts.class);
    NoticeMailTexts texts = Texts.notice(attempt);
    return letter(
        attempt,
        containerOf(attempt, news.name(), news.environment()),
        news.since(),
        "",
        "",
        false,
        "",
        news.problems().stream()
            .map(problem -> advice(problem, texts, attempt.recipient().locale()))
            .toList());
  }

  private static NewsLetter.Advice advice(SshProblem problem, NoticeMailTexts texts, String locale) {
    return new NewsLetter.Advice(
        texts.sshCheck(Printable.line(problem.check())), "", SshHints.on(problem, locale));
  }

  /** As it was when the mail was first sent; without that, what the news themselves tell. */
  private static CredentialsFacts containerOf(Attempt attempt, String name, String environment) {
    return attempt.containerFacts() != null
        ? EventJson.read(attempt.containerFacts(), CredentialsFacts.class)
        : new CredentialsFacts(
            attempt.container(),
            attempt.account(),
            name == null ? attempt.container() : name,
            environment,
            "root",
            List.of(),
            List.of());
  }

  private static CredentialsFacts at(List<Address> addresses, CredentialsFacts facts) {
    return new CredentialsFacts(
        facts.container(),
        facts.account(),
        facts.name(),
        facts.environment(),
        facts.login(),
        addresses,
        facts.hostKeys());
  }

  private NewsLetter letter(
      Attempt attempt,
      CredentialsFacts container,
      Instant when,
      String address,
      String previous,
      boolean first,
      String reason,
      List<NewsLetter.Advice> advice) {
    var direct = SshLine.direct(container);
    return new NewsLetter(
        Printable.line(container.name()),
        Printable.line(container.environment()),
        Printable.line(container.container()),
        direct.orElseGet(() -> SshLine.throughGateway(container, gateway)),
        direct.isEmpty(),
        container.hostKeys().stream().map(Printable::line).toList(),
        Texts.moment(when, attempt),
        Printable.line(address),
        Printable.line(previous),
        first,
        Printable.line(reason),
        advice);
  }
}
