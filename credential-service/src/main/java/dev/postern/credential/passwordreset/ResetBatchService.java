package dev.postern.credential.passwordreset;

import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.ContainerFilter;
import dev.postern.credential.container.ContainerSort;
import dev.postern.credential.container.Containers;
import dev.postern.credential.credential.CredentialView;
import dev.postern.credential.credential.Credentials;
import dev.postern.identity.Caller;
import dev.postern.identity.Scope;
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
    ResetBatch batch =
        new ResetBatch(
            UUID.randomUUID().toString(), owner(account), caller.account(), clock.instant());
    return rows.persist(batch)
        .chain(resetService::begin)
        .chain(() -> members(request, batch.account()))
        .chain(ids -> resetEach(batch.id(), ids))
        .chain(rows::keep)
        .chain(() -> view(batch));
  }

  Uni<ResetBatchView> find(String id) {
    return rows.findById(id).map(this::visible).chain(this::view);
  }

  private String owner(String account) {
    Scope scope = caller.changing();
    if (account != null && !scope.includes(account)) {
      throw Problem.notFound("There is no such account: leave it out to mean your own.");
    }
    return account == null ? caller.account() : account;
  }

  /** In one order everywhere, so that two batches never wait for each other. */
  private Uni<List<String>> members(ResetBatchRequest request, String account) {
    if (request.containers() != null) {
      return Uni.createFrom().item(request.containers().stream().distinct().sorted().toList());
    }
    ContainerFilter filter =
        ContainerFilter.of(account, request.environment(), Optional.ofNullable(request.layer()));
    return containers
        .page(filter, ContainerSort.BY_ID, List.of(), MOST + 1)
        .map(ResetBatchService::idsOf);
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

  private Uni<List<ResetBatchItem>> resetEach(String batch, List<String> ids) {
    AtomicInteger position = new AtomicInteger();
    return Multi.createFrom()
        .iterable(ids)
        .onItem()
        .transformToUniAndConcatenate(
            id -> resetOne(batch, position.getAndIncrement(), id).call(rows::forget))
        .collect()
        .asList();
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
