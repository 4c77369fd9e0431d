package dev.postern.audit.access;

import dev.postern.audit.log.Fold;
import dev.postern.audit.projection.Addresses;
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
    Sessions sessions) {

  static AccessState of(Fold fold, Predicate<Container> kept, Predicate<Sessions.Session> asked) {
    return new AccessState(
        Containers.of(fold, kept),
        Keys.of(fold),
        Shares.of(fold),
        Addresses.of(fold, address -> false),
        Mails.of(fold),
        Sessions.of(fold, asked));
  }

  List<Holding> addressesOf(String container) {
    return addresses.present().stream()
        .filter(holding -> holding.container().equals(container))
        .filter(holding -> holding.until() == null)
        .sorted(Comparator.comparing(Holding::address))
        .toList();
  }
}
