package dev.postern.ip.pool;

import dev.postern.events.ips.Family;
import dev.postern.idempotency.Answer;
import dev.postern.idempotency.Idempotency;
import dev.postern.identity.Roles;
import dev.postern.ip.address.Block;
import dev.postern.ip.address.UnusableAddressException;
import dev.postern.ip.listing.Cursors;
import dev.postern.paging.Page;
import dev.postern.paging.PageLimit;
import dev.postern.problem.FieldError;
import dev.postern.problem.NameRule;
import dev.postern.problem.Problem;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Operators say here which addresses there are. */
@Path("/v1/pools")
@RolesAllowed(Roles.OPERATOR)
public class PoolsResource {

  private final Pools pools;
  private final PoolResize resize;
  private final PoolRules rules;
  private final Idempotency idempotency;

  PoolsResource(Pools pools, PoolResize resize, PoolsConfig config, Idempotency idempotency) {
    this.pools = pools;
    this.resize = resize;
    this.idempotency = idempotency;
    this.rules = new PoolRules(config.allowLoopback());
  }

  /**
   * @param reserved blocks of the pool that are never given out; null for none
   */
  record NewPool(
      @NotNull @Pattern(regexp = NameRule.PATTERN, message = NameRule.MESSAGE) String name,
      @NotNull @Size(max = 64) String cidr,
      @Size(max = 256) List<@NotNull @Size(max = 64) String> reserved) {}

  record PoolView(
      String name, Family family, String cidr, List<String> reserved, Instant createdAt) {
    static PoolView of(Pool pool) {
      return new PoolView(
          pool.name, pool.family, pool.block, pool.reservedBlocks(), pool.createdAt);
    }
  }

  @GET
  @WithSession
  public Uni<Page<PoolView>> list(
      @QueryParam("limit") @DefaultValue(PageLimit.DEFAULT) @Min(1) @Max(PageLimit.MOST) int limit,
      @QueryParam("cursor") String cursor) {
    return pools
        .page(Cursors.position(cursor), limit + 1)
        .map(found -> Page.of(found, limit, pool -> Cursors.cursor(pool.name), PoolView::of));
  }

  @POST
  @APIResponseSchema(value = PoolView.class, responseCode = "201")
  public Uni<Response> create(@NotNull @Valid NewPool wanted) {
    Definition definition = definition(wanted.cidr(), wanted.reserved());
    return idempotency.once(
        wanted,
        () ->
            pools
                .create(wanted.name(), definition.block(), definition.reserved())
                .map(PoolsResource::answer));
  }

  /** What a pool consists of, judged. */
  private record Definition(Block block, List<Block> reserved) {}

  private Definition definition(String cidr, List<String> texts) {
    List<FieldError> errors = new ArrayList<>();
    Block block = parse("cidr", cidr, errors);
    List<Block> reserved = new ArrayList<>();
    for (int i = 0; texts != null && i < texts.size(); i++) {
      reserved.add(parse("reserved[" + i + "]", texts.get(i), errors));
    }
    refuse(errors);
    rules.objection(block).ifPresent(detail -> errors.add(new FieldError("cidr", detail)));
    for (int i = 0; i < reserved.size(); i++) {
      String field = "reserved[" + i + "]";
      rules
          .objection(block, reserved.get(i))
          .ifPresent(detail -> errors.add(new FieldError(field, detail)));
    }
    refuse(errors);
    return new Definition(block, reserved);
  }

  private static Block parse(String field, String text, List<FieldError> errors) {
    try {
      return Block.parse(text);
    } catch (UnusableAddressException e) {
      errors.add(new FieldError(field, e.getMessage()));
      return null;
    }
  }

  private static void refuse(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
  }

  private static Answer answer(Pools.Created created) {
    PoolView view = PoolView.of(created.pool());
    return created.isNew() ? Answer.created("/v1/pools/" + view.name(), view) : Answer.ok(view);
  }

  @GET
  @Path("/{name}")
  @WithSession
  public Uni<PoolView> get(String name) {
    return pools.get(name).map(PoolView::of);
  }

  /**
   * @param reserved blocks of the pool that are never given out; null for none
   */
  record Resized(
      @NotNull @Size(max = 64) String cidr,
      @Size(max = 256) List<@NotNull @Size(max = 64) String> reserved) {}

  @PUT
  @Path("/{name}")
  @Operation(summary = "Grow or shrink the pool; nothing in use may fall out")
  public Uni<PoolView> resize(String name, @NotNull @Valid Resized wanted) {
    Definition definition = definition(wanted.cidr(), wanted.reserved());
    return resize.to(name, definition.block(), definition.reserved()).map(PoolView::of);
  }

  @DELETE
  @Path("/{name}")
  public Uni<Void> delete(String name) {
    return pools.delete(name);
  }
}
