package dev.postern.credential.container;

import dev.postern.credential.access.Target;
import dev.postern.events.containers.Address;
import dev.postern.events.containers.RuntimeStatus;
import dev.postern.events.state.ContainerState;
import dev.postern.identity.Scope;
import dev.postern.outbox.OutboxEmitter;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Containers and their changes, within the caller's transaction. A {@code Uni} of a single
 * container is null where it does not exist or was deleted.
 */
@ApplicationScoped
public class Containers {

  private static final String ROOT = "root";

  private final ContainerRepository rows;
  private final AddressRepository addresses;
  private final OutboxEmitter outbox;
  private final Clock clock = Clock.systemUTC();

  Containers(ContainerRepository rows, AddressRepository addresses, OutboxEmitter outbox) {
    this.rows = rows;
    this.addresses = addresses;
    this.outbox = outbox;
  }

  /**
   * @return fails with a constraint violation where the account has one of that name
   */
  public Uni<ContainerDetails> add(NewContainer data) {
    Container row = new Container(ContainerId.next(), data, clock.instant());
    return rows.persistAndFlush(row).map(Container::details);
  }

  public Uni<Boolean> isNameTaken(String account, String name) {
    return rows.count("account = ?1 and name = ?2 and deletedAt is null", account, name)
        .map(count -> count > 0);
  }

  public Uni<ContainerDetails> find(String id) {
    return rows.known(id).map(row -> row == null ? null : row.details());
  }

  /** Holds the container's row lock, which orders its events, until the transaction ends. */
  public Uni<ContainerDetails> lock(String id) {
    return rows.locked(id).map(row -> row == null ? null : row.details());
  }

  /**
   * As {@link #lock}, and null where it is not of the scope: what is another's is not waited for,
   * so that the time of an answer does not tell that it is there. Nothing of the container may have
   * been read in the transaction before.
   */
  public Uni<ContainerDetails> lock(String id, Scope scope) {
    return rows.locked(id, scope).map(row -> row == null ? null : row.details());
  }

  /** Those of the ids that are containers of the scope; nothing is locked. */
  public Uni<Set<String>> within(Scope scope, List<String> ids) {
    return rows.idsWithin(scope, ids).map(Set::copyOf);
  }

  /**
   * @param position behind which the page begins; empty for the beginning
   */
  public Uni<List<ContainerDetails>> page(
      ContainerFilter filter, ContainerSort sort, List<String> position, int limit) {
    return rows.page(filter, sort, position, limit)
        .map(page -> page.stream().map(Container::details).toList());
  }

  /** The page that ends before a position. */
  public Uni<List<ContainerDetails>> pageBefore(
      ContainerFilter filter, ContainerSort sort, List<String> position, int limit) {
    return page(filter, sort.reversed(), position, limit)
        .map(
            found -> {
              List<ContainerDetails> turned = new ArrayList<>(found);
              Collections.reverse(turned);
              return turned;
            });
  }

  public Uni<Long> count(ContainerFilter filter) {
    return rows.count(filter);
  }

  public Uni<List<ContainerCount>> countByLayer(ContainerFilter filter, int limit) {
    return rows.countByLayer(filter, limit);
  }

  /** Running containers in the order of their ids. */
  public Uni<List<ContainerDetails>> running(String after, int limit) {
    return rows.running(after, limit).map(page -> page.stream().map(Container::details).toList());
  }

  public Uni<List<Address>> addresses(String id) {
    return addresses.of(id);
  }

  /** The addresses of many containers, by container; without those that have none. */
  public Uni<Map<String, List<Address>>> addresses(List<String> ids) {
    return addresses.of(ids);
  }

  /**
   * Counts one password more. Call it with the row lock held.
   *
   * @return the number of the new generation
   */
  public Uni<Long> countGeneration(String id) {
    return rows.known(id).map(Container::countGeneration);
  }

  public Uni<Void> run(String id, RuntimeStatus status) {
    return change(id, row -> row.run(status));
  }

  /**
   * @param target how it is reached from now on; null where that is as before
   */
  public Uni<Void> start(String id, Target target) {
    return change(id, row -> row.start(target));
  }

  /**
   * @param target how it is reached from now on; null where only its host keys are new
   */
  public Uni<Void> recreate(String id, Target target) {
    return change(id, row -> row.recreate(target == null ? row.target(List.of()) : target));
  }

  /** Pins the first host key that was seen. */
  public Uni<Void> pinSeen(String id, List<String> fingerprints) {
    return change(id, row -> row.pin(fingerprints, false));
  }

  public Uni<Void> hasAccessKeys(String id, String digest) {
    return rows.known(id).invoke(row -> row.hasAccessKeys(digest)).replaceWithVoid();
  }

  /** Says whether the container's files do not survive a restart. */
  public Uni<Void> keepHash(String id, boolean keeps) {
    return rows.known(id).invoke(row -> row.keepHash(keeps)).replaceWithVoid();
  }

  /** Its sshd answered. */
  public Uni<Void> answers(String id) {
    return rows.known(id).invoke(row -> row.answers(clock.instant())).replaceWithVoid();
  }

  /**
   * Its sshd did not answer.
   *
   * @param reason the check that failed first
   * @return since when; null unless that is as long as given, and each time only once
   */
  public Uni<Instant> isSilent(String id, Instant now, Duration least, String reason) {
    return rows.known(id).map(row -> row.isSilent(now, least, reason));
  }

  public Uni<Void> attach(String id, PublicAddress address) {
    return addresses.attach(id, address).chain(() -> publishState(id));
  }

  public Uni<Void> detach(String id, String address) {
    return addresses.detach(id, address).chain(() -> publishState(id));
  }

  public Uni<Void> delete(String id) {
    return rows.known(id)
        .invoke(row -> row.delete(clock.instant()))
        .chain(() -> addresses.delete("container", id))
        .chain(() -> outbox.remove(ContainerState.class, id));
  }

  private Uni<Void> change(String id, Consumer<Container> change) {
    return rows.known(id).invoke(change).chain(() -> publishState(id));
  }

  /** Publishes the container's latest state for views such as the gateway's. */
  public Uni<Void> publishState(String id) {
    return Panache.getSession()
        .chain(session -> session.flush())
        .chain(() -> rows.known(id))
        .chain(row -> addresses.of(id).chain(list -> outbox.send(state(row.details(), list))));
  }

  private static ContainerState state(ContainerDetails c, List<Address> addresses) {
    return new ContainerState(
        c.id(),
        c.account(),
        c.placement().environment(),
        c.placement().layer(),
        c.name(),
        c.runtime(),
        c.target().host(),
        c.target().port(),
        ROOT,
        c.target().hostKeys(),
        addresses);
  }
}
