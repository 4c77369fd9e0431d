package dev.postern.credential.passwordreset;

import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.ContainerFilter;
import dev.postern.credential.container.ContainerSort;
import dev.postern.credential.container.Containers;
import dev.postern.credential.credential.CredentialView;
import dev.postern.credential.credential.Credentials;
import dev.postern.identity.Caller;
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
class ResetBatchService {

  private static final int MOST = 1000;
  private static final int TOO_MANY_REQUESTS = 429;

  private final ResetBatchRepository rows;
  private final Containers containers;
  private final Credentials credentials;
  private final ResetService resetService;
  private final Caller caller;
  private final Clock clock = Clock.systemUTC();

  ResetBatchService(
      ResetBatchRepository rows,
      Containers containers,
      Credentials credentials,
      ResetService resetService,
      Caller caller) {
    this.rows = rows;
    this.containers = containers;
    this.credentials = credentials;
    this.resetService = resetService;
    this.caller = caller;
  }

  /**
   * @param account whose containers an environment means, where the platform asks
   */
  Uni<ResetBatchView> request(ResetBatchRequest request, String account) {
    ResetBatch set =
        new ResetBatch(
            UUID.randomUUID().toString(), owner(account), caller.account(), clock.instant());
    return rows.persist(set)
        .chain(resetService::begin)
        .chain(() -> members(request, set.account()))
        .chain(ids -> resetEach(set.id(), ids))
        .chain(rows::keep)
        .chain(() -> view(set));
  }

  Uni<ResetBatchView> find(String id) {
    return rows.findById(id).map(this::visible).chain(this::view);
  }

  private String owner(String account) {
    return account == null
        ? caller.account()
        : caller.changing().narrowedTo(account).account().orElseThrow();
  }

  /** In one order everywhere, so that two sets never wait for each other. */
  private Uni<List<String>> members(ResetBatchRequest request, String account) {
    if (request.containers() != null) {
      return Uni.createFrom().item(request.containers().stream().distinct().sorted().toList());
    }
    ContainerFilter filter =
        ContainerFilter.of(account, request.environment(), Optional.ofNullable(request.layer()));
    return containers.page(filter, ContainerSort.BY_ID, List.of(), MOST + 1).map(ResetBatchService::idsOf);
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

  private Uni<List<ResetBatchItem>> resetEach(String set, List<String> ids) {
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
  private Uni<ResetBatchItem> resetOne(String set, int position, String id) {
    return resetService
        .of(id, set)
        .map(credential -> new ResetBatchItem(set, position, id, credential.generation(), null))
        .onFailure(Problem.class)
        .recoverWithItem(
            problem -> new ResetBatchItem(set, position, id, null, word((Problem) problem)));
  }

  private static String word(Problem problem) {
    return problem.type().status() == TOO_MANY_REQUESTS ? "TOO_MANY_RESETS" : "NOT_FOUND";
  }

  private ResetBatch visible(ResetBatch set) {
    if (set == null || !caller.reading().includes(set.account())) {
      throw Problem.notFound("There is no such set of resets: check its id.");
    }
    return set;
  }

  private Uni<ResetBatchView> view(ResetBatch set) {
    return credentials
        .ofBatch(set.id())
        .map(ResetBatchService::byContainer)
        .chain(states -> rows.items(set.id()).map(items -> view(set, items, states)));
  }

  private static Map<String, CredentialView> byContainer(List<CredentialView> views) {
    return views.stream().collect(Collectors.toMap(CredentialView::container, Function.identity()));
  }

  private static ResetBatchView view(
      ResetBatch set, List<ResetBatchItem> items, Map<String, CredentialView> states) {
    return new ResetBatchView(
        set.id(), items.stream().map(item -> item.view(states.get(item.container()))).toList());
  }
}
