package dev.postern.audit.access;

import dev.postern.audit.access.WayIn.Kind;
import dev.postern.audit.log.EventReference;
import dev.postern.audit.projection.Contacts;
import dev.postern.audit.projection.Container;
import dev.postern.audit.projection.Holding;
import dev.postern.audit.projection.Key;
import dev.postern.audit.projection.Mails;
import dev.postern.audit.projection.Password;
import dev.postern.audit.projection.Share;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rules by which the gateway, the terminal and sshd let in, asked of the past. */
final class WaysIn {

  private static final List<String> GATEWAY = List.of("gateway");

  private final AccessState state;
  private final Instant at;

  WaysIn(AccessState state, Instant at) {
    this.state = state;
    this.at = at;
  }

  /**
   * @param accounts whose ways are wanted
   */
  List<WayIn> of(Container container, Predicate<String> accounts) {
    List<WayIn> ways = new ArrayList<>();
    if (accounts.test(container.account())) {
      keys(container.account()).map(key -> ownKey(container, key)).forEach(ways::add);
    }
    List<Share> shares =
        state.shares().all().stream()
            .filter(share -> share.covers(container) && accounts.test(share.with()))
            .sorted(Comparator.comparing(Share::with))
            .toList();
    for (Share share : shares) {
      keys(share.with()).map(key -> sharedKey(container, share, key)).forEach(ways::add);
    }
    if (accounts.test(container.account())) {
      ways.add(ownTerminal(container));
    }
    shares.forEach(share -> ways.add(sharedTerminal(container, share)));
    if (accounts.test(container.account()) && container.password() != null) {
      ways.add(password(container, container.password()));
    }
    return ways;
  }

  private Stream<Key> keys(String account) {
    return state.keys().all().stream()
        .filter(key -> key.account().equals(account) && key.opensAt(at))
        .sorted(Comparator.comparing(Key::fingerprint));
  }

  private static WayIn ownKey(Container container, Key key) {
    return way(
        Kind.OWN_KEY,
        key.account(),
        container,
        key.fingerprint(),
        "key \"" + key.title() + "\" of the account that owns the container",
        List.of(container.registered(), key.added()));
  }

  private static WayIn sharedKey(Container container, Share share, Key key) {
    return way(
        Kind.SHARED_KEY,
        key.account(),
        container,
        key.fingerprint(),
        "key \""
            + key.title()
            + "\" of an account with which "
            + share.owner()
            + " shared the environment "
            + share.environment(),
        List.of(container.registered(), share.since(), key.added()));
  }

  private static WayIn ownTerminal(Container container) {
    return way(
        Kind.TERMINAL,
        container.account(),
        container,
        null,
        "whoever signed in for the account that owns the container, with the role user",
        List.of(container.registered()));
  }

  private static WayIn sharedTerminal(Container container, Share share) {
    return way(
        Kind.TERMINAL,
        share.with(),
        container,
        null,
        "whoever signed in for an account with which "
            + share.owner()
            + " shared the environment "
            + share.environment()
            + ", with the role user",
        List.of(container.registered(), share.since()));
  }

  private static WayIn way(
      Kind kind,
      String account,
      Container container,
      String credential,
      String why,
      List<EventReference> because) {
    return new WayIn(
        kind,
        account,
        container.id(),
        container.name(),
        credential,
        GATEWAY,
        latest(because),
        container.runs(),
        why,
        inOrder(because));
  }

  private WayIn password(Container container, Password password) {
    Optional<Mails.Mail> mail = state.mails().of(container.id(), password.generation());
    List<Holding> addresses = state.addressesOf(container.id());
    List<EventReference> because = new ArrayList<>(List.of(password.applied()));
    mail.map(Mails.Mail::event).ifPresent(because::add);
    Optional<Contacts.Change> contact =
        mail.flatMap(sent -> state.contacts().at(container.account(), sent.event().time()));
    contact.map(Contacts.Change::event).ifPresent(because::add);
    addresses.stream()
        .filter(holding -> holding.state() == Holding.State.ATTACHED)
        .map(Holding::latest)
        .forEach(because::add);
    return new WayIn(
        Kind.PASSWORD,
        container.account(),
        container.id(),
        container.name(),
        "generation " + password.generation(),
        addresses.stream()
            .filter(holding -> holding.state() == Holding.State.ATTACHED)
            .map(holding -> holding.address() + " port " + holding.port())
            .toList(),
        password.applied().time(),
        container.runs(),
        KnownPassword.sentence(container, password, mail, contact),
        inOrder(because));
  }

  private static Instant latest(List<EventReference> events) {
    return events.stream().map(EventReference::time).max(Comparator.naturalOrder()).orElseThrow();
  }

  private static List<EventReference> inOrder(List<EventReference> events) {
    return events.stream().sorted(Comparator.comparing(EventReference::time)).toList();
  }
}
