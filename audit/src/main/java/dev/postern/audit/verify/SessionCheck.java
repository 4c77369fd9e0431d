package dev.postern.audit.verify;

import dev.postern.audit.log.Fold;
import dev.postern.audit.log.LogEvent;
import dev.postern.events.containers.ContainerDeleted;
import dev.postern.events.containers.ContainerRegistered;
import dev.postern.events.keys.EnvironmentShared;
import dev.postern.events.keys.EnvironmentUnshared;
import dev.postern.events.keys.KeyAdded;
import dev.postern.events.keys.KeyDisabled;
import dev.postern.events.keys.KeyRemoved;
import dev.postern.events.sessions.SessionOpened;
import dev.postern.events.sessions.TerminalOpened;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@link Invariant#REVOKED_KEY_OPENS_NOTHING} and {@link Invariant#SESSION_WAS_ALLOWED}. Keys,
 * shares and containers are read before sessions, with when they began and ended.
 */
final class SessionCheck {

  private final Findings findings;
  private final Duration grace;
  private final Map<String, KeyLife> keys = new HashMap<>();
  private final Map<String, ContainerLife> containers = new HashMap<>();
  private final Map<ShareName, List<Span>> shares = new HashMap<>();

  private record KeyLife(String account, String fingerprint, Span span) {}

  private record ContainerLife(String account, String environment, Span span) {}

  private record ShareName(String owner, String environment, String with) {}

  SessionCheck(Fold fold, Findings findings, Duration grace) {
    this.findings = findings;
    this.grace = grace;
    fold.on(KeyAdded.class, this::added)
        .on(KeyRemoved.class, (e, d) -> ends(d.key(), e.time()))
        .on(KeyDisabled.class, (e, d) -> ends(d.key(), e.time()))
        .on(EnvironmentShared.class, this::shared)
        .on(EnvironmentUnshared.class, this::unshared)
        .on(ContainerRegistered.class, this::registered)
        .on(ContainerDeleted.class, this::deleted)
        .on(SessionOpened.class, this::opened)
        .on(TerminalOpened.class, this::opened);
  }

  private void added(LogEvent event, KeyAdded data) {
    keys.put(
        data.key(),
        new KeyLife(data.account(), data.fingerprint(), new Span(event.time(), data.expiresAt())));
  }

  private void ends(String key, Instant end) {
    keys.computeIfPresent(
        key, (id, life) -> new KeyLife(life.account(), life.fingerprint(), life.span().until(end)));
  }

  private void shared(LogEvent event, EnvironmentShared data) {
    shares
        .computeIfAbsent(
            new ShareName(data.account(), data.environment(), data.with()),
            name -> new ArrayList<>(1))
        .add(new Span(event.time(), null));
  }

  private void unshared(LogEvent event, EnvironmentUnshared data) {
    List<Span> spans =
        shares.getOrDefault(
            new ShareName(data.account(), data.environment(), data.with()), new ArrayList<>());
    if (!spans.isEmpty()) {
      spans.add(spans.remove(spans.size() - 1).until(event.time()));
    }
  }

  private void registered(LogEvent event, ContainerRegistered data) {
    containers.put(
        data.container(),
        new ContainerLife(data.account(), data.environment(), new Span(event.time(), null)));
  }

  private void deleted(LogEvent event, ContainerDeleted data) {
    containers.computeIfPresent(
        data.container(),
        (id, life) ->
            new ContainerLife(life.account(), life.environment(), life.span().until(event.time())));
  }

  private void opened(LogEvent event, SessionOpened data) {
    KeyLife key = keys.get(data.key());
    if (key == null) {
      broken(event, "no key " + data.key() + " was ever added");
    } else if (!key.account().equals(data.account())
        || !key.fingerprint().equals(data.fingerprint())) {
      broken(event, "the key " + data.key() + " is another account's, or another key");
    } else if (key.span().isOverAt(event.time(), grace)) {
      findings.add(
          Invariant.REVOKED_KEY_OPENS_NOTHING,
          event.record(),
          "the key " + data.key() + " opened nothing any more since " + key.span().until());
    } else if (!key.span().holdsAt(event.time(), grace)) {
      broken(event, "the key " + data.key() + " was added later, at " + key.span().from());
    }
    mayEnter(event, data.container(), data.owner(), data.account());
  }

  private void opened(LogEvent event, TerminalOpened data) {
    event
        .actor()
        .filter(person -> !data.account().equals(person.account()))
        .ifPresent(person -> broken(event, "the person signed in for another account"));
    mayEnter(event, data.container(), data.owner(), data.account());
  }

  private void mayEnter(LogEvent event, String id, String owner, String account) {
    ContainerLife container = containers.get(id);
    if (container == null) {
      broken(event, "no container " + id + " was ever registered");
    } else if (!container.account().equals(owner)) {
      broken(event, "the container " + id + " is " + container.account() + "'s");
    } else if (!container.span().holdsAt(event.time(), grace)) {
      broken(event, "the container " + id + " was not there then");
    } else if (!account.equals(owner) && !isShared(event, container, account)) {
      broken(event, "the environment was not shared with " + account + " then");
    }
  }

  private boolean isShared(LogEvent event, ContainerLife container, String with) {
    return shares
        .getOrDefault(new ShareName(container.account(), container.environment(), with), List.of())
        .stream()
        .anyMatch(span -> span.holdsAt(event.time(), grace));
  }

  private void broken(LogEvent event, String sentence) {
    findings.add(Invariant.SESSION_WAS_ALLOWED, event.record(), sentence);
  }
}
