package dev.postern.credential.passwordreset;

import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.ContainerFilter;
import dev.postern.credential.container.ContainerSort;
import dev.postern.credential.container.Containers;
import dev.postern.credential.credential.CredentialView;
import dev.postern.credential.credential.Credentials;
import dev.postern.credential.signin.Caller;
import dev.postern.credential.signin.Scope;
import dev.postern.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Resets of many containers with one request, in the caller's transaction. */
@ApplicationScoped
class Sets {

  private static final int MOST = 1000;
  private static final int TOO_MANY_REQUESTS = 429;

  private final SetRepository rows;
  private final Containers containers;
  private final Credentials credentials;
  private final Reset reset;
  private final Caller caller;
  private final Clock clock = Clock.systemUTC();

  Sets(
      SetRepository rows,
      Containers containers,
      Credentials credentials,
      Reset reset,
      Caller caller) {
    this.rows = rows;
    this.containers = containers;
    this.credentials = credentials;
    this.reset = reset;
    this.caller = caller;
  }

  /**
   * @param account whose containers an environment means, where the platform asks
   */
  Uni<SetView> request(SetRequest request, String account) {
    ResetSet set =
        new ResetSet(
            UUID.randomUUID().toString(), owner(account), caller.requestedBy(), clock.instant());
    return rows.persist(set)
        .chain(reset::begin)
        .chain(() -> members(request, set.account()))
        .chain(ids -> resetEach(set.id(), ids))
        .chain(rows::keep)
        .chain(() -> view(set));
  }

  Uni<SetView> find(String id) {
    return rows.findById(id).map(this::visible).chain(this::view);
  }

  private String owner(String account) {
    Scope scope = caller.changing();
    if (account != null && !scope.sees(account)) {
      throw Problem.notFound("There is no such account: leave it out to mean your own.");
    }
    return account == null ? caller.account() : account;
  }

  /** In one order everywhere, so that two sets never wait for each other. */
  private Uni<List<String>> members(SetRequest request, String account) {
    if (request.containers() != null) {
      return Uni.createFrom().item(request.containers().stream().distinct().sorted().toList());
    }
    ContainerFilter filter =
        ContainerFilter.of(account, request.environment(), Optional.ofNullable(request.layer()));
    return containers.page(filter, ContainerSort.BY_ID, List.of(), MOST + 1).map(Sets::idsOf);
  }

  private static List<String> idsOf(List<ContainerDetails> found) {
    if (found.isEmpty()) {
      throw Problem.notFound("There is no such container: check environment and layer.");
    }
    if (found.size() > MOST) {
      throw Problem.badRequest("More than 1000 containers are meant: name a layer, or their ids.");
    }
    return found.stream().map(ContainerDetails::id).toList();
  }

  private Uni<List<ResetSetItem>> resetEach(String set, List<String> ids) {
    AtomicInteger position = new AtomicInteger();
    return Multi.createFrom()
        .iterable(ids)
        .onItem()
        .transformToUniAndConcatenate(
            id -> resetOne(set, position.getAndIncrement(), id).call(rows::forget))
        .collect()
        .asList();
  }

  /** A container that cannot be reset is told in its item; the others are reset all the same. */
  private Uni<ResetSetItem> resetOne(String set, int position, String id) {
    return reset
        .of(id, set)
        .map(credential -> new ResetSetItem(set, position, id, credential.generation(), null))
        .onFailure(Problem.class)
        .recoverWithItem(
            problem -> new ResetSetItem(set, position, id, null, word((Problem) problem)));
  }

  private static String word(Problem problem) {
    return problem.type().status() == TOO_MANY_REQUESTS ? "TOO_MANY_RESETS" : "NOT_FOUND";
  }

  private ResetSet visible(ResetSet set) {
    if (set == null || !caller.reading().sees(set.account())) {
      throw Problem.notFound("There is no such set of resets: check its id.");
    }
    return set;
  }

  private Uni<SetView> view(ResetSet set) {
    return credentials
        .ofBatch(set.id())
        .map(Sets::byContainer)
        .chain(states -> rows.items(set.id()).map(items -> view(set, items, states)));
  }

  private static Map<String, CredentialView> byContainer(List<CredentialView> views) {
    return views.stream().collect(Collectors.toMap(CredentialView::container, Function.identity()));
  }

  private static SetView view(
      ResetSet set, List<ResetSetItem> items, Map<String, CredentialView> states) {
    return new SetView(
        set.id(), items.stream().map(item -> item.view(states.get(item.container()))).toList());
  }
}
