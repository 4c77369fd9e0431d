package dev.postern.audit.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the log must answer, kept in the plainest way: everything that ever was, with its times. It
 * shares no code with the library.
 */
final class SimpleModel {

  record Container(String id, String account, String name, String environment, Interval there) {}

  record Key(String id, String account, Interval opens) {}

  record Share(String id, String owner, String environment, String with, Interval given) {}

  record Password(String container, long generation, Interval works) {}

  record Running(String container, Interval runs) {}

  record Holding(String address, String container, Interval held) {}

  record Answering(String address, String container, Interval answers) {}

  final List<Container> containers = new ArrayList<>();
  final List<Key> keys = new ArrayList<>();
  final List<Share> shares = new ArrayList<>();
  final List<Password> passwords = new ArrayList<>();
  final List<Running> running = new ArrayList<>();
  final List<Holding> holdings = new ArrayList<>();
  final List<Answering> answering = new ArrayList<>();

  /** A line for each way into a container; {@code kind account credential open}. */
  Set<String> access(String container, Instant at) {
    Set<String> ways = new TreeSet<>();
    containers.stream()
        .filter(one -> one.id().equals(container) && one.there().holdsAt(at))
        .forEach(one -> ways.addAll(access(one, at)));
    return ways;
  }

  private Set<String> access(Container container, Instant at) {
    boolean open =
        running.stream()
            .anyMatch(one -> one.container().equals(container.id()) && one.runs().holdsAt(at));
    Set<String> ways = new TreeSet<>();
    ways.add("TERMINAL " + container.account() + " null " + open);
    keys(container.account(), at).forEach(key -> ways.add("OWN_KEY " + key + " " + open));
    for (Share share : shares) {
      if (share.owner().equals(container.account())
          && share.environment().equals(container.environment())
          && share.given().holdsAt(at)) {
        ways.add("TERMINAL " + share.with() + " null " + open);
        keys(share.with(), at).forEach(key -> ways.add("SHARED_KEY " + key + " " + open));
      }
    }
    passwords.stream()
        .filter(one -> one.container().equals(container.id()) && one.works().holdsAt(at))
        .forEach(
            one ->
                ways.add(
                    "PASSWORD "
                        + container.account()
                        + " generation "
                        + one.generation()
                        + " "
                        + open
                        + " "
                        + addresses(container.id(), at)));
    return ways;
  }

  private List<String> keys(String account, Instant at) {
    return keys.stream()
        .filter(key -> key.account().equals(account) && key.opens().holdsAt(at))
        .map(key -> account + " " + key.id())
        .toList();
  }

  private Set<String> addresses(String container, Instant at) {
    Set<String> addresses = new TreeSet<>();
    answering.stream()
        .filter(one -> one.container().equals(container) && one.answers().holdsAt(at))
        .forEach(one -> addresses.add(one.address() + " port 22"));
    return addresses;
  }

  Optional<String> holder(String address, Instant at) {
    return holdings.stream()
        .filter(one -> one.address().equals(address) && one.held().holdsAt(at))
        .map(Holding::container)
        .findFirst();
  }
}
