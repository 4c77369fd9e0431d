package dev.postern.audit.access;

import dev.postern.audit.log.Fold;
import dev.postern.audit.log.LogRecord;
import dev.postern.audit.projection.Addresses;
import dev.postern.audit.projection.Contacts;
import dev.postern.audit.projection.Container;
import dev.postern.audit.projection.Containers;
import dev.postern.audit.projection.Holding;
import dev.postern.audit.projection.Keys;
import dev.postern.audit.projection.Mails;
import dev.postern.audit.projection.Sessions;
import dev.postern.audit.projection.Shares;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * All that decides who gets in.
 *
 * @param sessions the open ones of the containers that are asked about
 */
record AccessState(
    Containers containers,
    Keys keys,
    Shares shares,
    Addresses addresses,
    Mails mails,
    Contacts contacts,
    Sessions sessions) {

  /** Containers are read before mails and sessions, so it is known by then which matter. */
  static AccessState of(
      Fold fold,
      Predicate<Container> asked,
      Predicate<LogRecord> registrations,
      Predicate<Sessions.Session> sessions) {
    Containers containers = Containers.of(fold, asked, registrations);
    Predicate<LogRecord> known = record -> containers.find(record.key()).isPresent();
    return new AccessState(
        containers,
        Keys.of(fold),
        Shares.of(fold),
        Addresses.of(fold, address -> false),
        Mails.of(fold, known),
        Contacts.of(fold),
        Sessions.of(fold, known, sessions));
  }

  List<Holding> addressesOf(String container) {
    return addresses.present().stream()
        .filter(holding -> holding.container().equals(container))
        .filter(holding -> holding.until() == null)
        .sorted(Comparator.comparing(Holding::address))
        .toList();
  }
}
