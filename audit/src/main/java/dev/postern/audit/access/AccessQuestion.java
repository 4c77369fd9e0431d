package dev.postern.audit.access;

import dev.postern.audit.log.Fold;
import dev.postern.audit.log.HistoryReader;
import dev.postern.audit.log.LogRecord;
import dev.postern.audit.log.ReadSummary;
import dev.postern.audit.log.WordSearch;
import dev.postern.audit.projection.Container;
import dev.postern.audit.projection.Sessions.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Asks the log who could log in. Each question reads it once. */
public final class AccessQuestion {

  private final HistoryReader history;

  public AccessQuestion(HistoryReader history) {
    this.history = history;
  }

  /**
   * Who could log in to a container, and why.
   *
   * @param container its id or its name; a name may be that of several accounts' containers
   */
  public AccessAnswer toContainer(String container, Instant at) {
    Predicate<Container> asked = one -> one.id().equals(container) || one.name().equals(container);
    return answer(at, asked, new WordSearch(Set.of(container))::isIn, account -> true);
  }

  /** Where an account could log in: its own containers, and those that are shared with it. */
  public AccessAnswer ofAccount(String account, Instant at) {
    return answer(at, container -> true, record -> true, account::equals);
  }

  /**
   * @param registrations the records that may tell of a container that is asked about
   */
  private AccessAnswer answer(
      Instant at,
      Predicate<Container> asked,
      Predicate<LogRecord> registrations,
      Predicate<String> accounts) {
    var fold = new Fold();
    AccessState state =
        AccessState.of(fold, asked, registrations, session -> accounts.test(session.account()));
    ReadSummary read = history.fold(at, fold);
    List<Container> containers =
        state.containers().all().stream()
            .filter(asked)
            .sorted(Comparator.comparing(Container::id))
            .toList();
    var waysIn = new WaysIn(state, at);
    List<WayIn> ways = new ArrayList<>();
    containers.forEach(container -> ways.addAll(waysIn.of(container, accounts)));
    List<Session> inside =
        state.sessions().open().stream()
            .sorted(Comparator.comparing(session -> session.opened().time()))
            .toList();
    List<Container> concerned =
        containers.stream().filter(container -> isConcerned(container, ways)).toList();
    return new AccessAnswer(
        at, concerned, ways, inside, UnknownToTheLog.sentences(concerned), read);
  }

  private static boolean isConcerned(Container container, List<WayIn> ways) {
    return ways.stream().anyMatch(way -> way.container().equals(container.id()));
  }
}
