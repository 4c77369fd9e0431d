package dev.postern.credential.passwordreset;

import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.ContainerFilter;
import dev.postern.credential.container.ContainerSort;
import dev.postern.credential.container.Containers;
import dev.postern.credential.credential.CredentialView;
import dev.postern.credential.credential.Credentials;
import dev.postern.credential.limits.ResetLimit;
import dev.postern.identity.Caller;
import dev.postern.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Resets of many containers with one request, in the caller's transaction. */
@ApplicationScoped
class ResetBatchService {

  private static final int MOST = 1000;

  private final ResetBatchRepository rows;
  private final Containers containers;
  private final Credentials credentials;
  private final ResetService resetService;
  private final ResetLimit limit;
  private final Caller caller;
  private final Clock clock = Clock.systemUTC();

  ResetBatchService(
      ResetBatchRepository rows,
      Containers containers,
      Credentials credentials,
      ResetService resetService,
      ResetLimit limit,
      Caller caller) {
    this.rows = rows;
    this.containers = containers;
    this.credentials = credentials;
    this.resetService = resetService;
    this.limit = limit;
    this.caller = caller;
  }

  /**
   * @param account whose containers an environment means, where the platform asks
   */
  Uni<ResetBatchView> request(ResetBatchRequest request, String account) {
    ResetBatch batch =
        new ResetBatch(
            UUID.randomUUID().toString(), owner(account), caller.account(), clock.instant());
    return rows.persist(batch)
        .chain(resetService::begin)
        .chain(() -> members(request, batch.account()))
        .call(rows::forget)
        .call(members -> refuseGuesses(members.missing()))
        .chain(members -> resetEach(batch.id(), members))
        .chain(rows::keep)
        .chain(() -> view(batch));
  }

  Uni<ResetBatchView> find(String id) {
    return rows.findById(id).map(this::visible).chain(this::view);
  }

  private String owner(String account) {
    return account == null
        ? caller.account()
        : caller.changing().narrowedTo(account).account().orElseThrow();
  }

  /**
   * The containers of a batch, in one order everywhere, so that two batches never wait for each
   * other.
   *
   * @param present those that are the caller's; no other one is touched
   */
  private record Members(List<String> ids, Set<String> present) {

    int missing() {
      return ids.size() - present.size();
    }
  }

  private Uni<Members> members(ResetBatchRequest request, String account) {
    if (request.containers() != null) {
      List<String> ids = request.containers().stream().distinct().sorted().toList();
      return containers.within(caller.changing(), ids).map(present -> new Members(ids, present));
    }
    ContainerFilter filter =
        ContainerFilter.of(account, request.environment(), Optional.ofNullable(request.layer()));
    return containers
        .page(filter, ContainerSort.BY_ID, List.of(), MOST + 1)
        .map(ResetBatchService::idsOf)
        .map(ids -> new Members(ids, Set.copyOf(ids)));
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

  private Uni<List<ResetBatchItem>> resetEach(String batch, Members members) {
    AtomicInteger position = new AtomicInteger();
    return Multi.createFrom()
        .iterable(members.ids())
        .onItem()
        .transformToUniAndConcatenate(
            id ->
                members.present().contains(id)
                    ? resetOne(batch, position.getAndIncrement(), id).call(rows::forget)
                    : Uni.createFrom().item(missing(batch, position.getAndIncrement(), id)))
        .collect()
        .asList();
  }

  /** What is asked for counts, found or not: else ids could be tried without an end. */
  private Uni<Void> refuseGuesses(int missing) {
    return missing == 0
        ? Uni.createFrom().voidItem()
        : rows.missed(caller.account(), limit.lastHour())
            .map(earlier -> limit.waitAfterMissed(earlier.count() + missing, earlier.oldest()))
            .invoke(
                wait ->
                    wait.ifPresent(
                        time -> {
                          throw Problem.tooManyRequests(
                              "Too many containers were named that are not there: check their ids,"
                                  + " and try again later.",
                              time);
                        }))
            .replaceWithVoid();
  }

  private static ResetBatchItem missing(String batch, int position, String id) {
    return new ResetBatchItem(batch, position, id, ResetResult.NOT_FOUND);
  }

  /** A refusal stands in the container's item; the other containers are reset all the same. */
  private Uni<ResetBatchItem> resetOne(String batch, int position, String id) {
    return resetService
        .request(id, batch)
        .map(result -> new ResetBatchItem(batch, position, id, result));
  }

  private ResetBatch visible(ResetBatch batch) {
    if (batch == null || !caller.reading().includes(batch.account())) {
      throw Problem.notFound("There is no such batch of resets: check its id.");
    }
    return batch;
  }

  private Uni<ResetBatchView> view(ResetBatch batch) {
    return credentials
        .ofBatch(batch.id())
        .map(ResetBatchService::byContainer)
        .chain(states -> rows.items(batch.id()).map(items -> view(batch, items, states)));
  }

  private static Map<String, CredentialView> byContainer(List<CredentialView> views) {
    return views.stream().collect(Collectors.toMap(CredentialView::container, Function.identity()));
  }

  private static ResetBatchView view(
      ResetBatch batch, List<ResetBatchItem> items, Map<String, CredentialView> states) {
    return new ResetBatchView(
        batch.id(), items.stream().map(item -> item.view(states.get(item.container()))).toList());
  }
}
