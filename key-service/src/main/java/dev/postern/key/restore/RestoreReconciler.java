package dev.postern.key.restore;

import dev.postern.events.Event;
import dev.postern.events.EventData;
import dev.postern.events.EventJson;
import dev.postern.events.keys.EnvironmentShared;
import dev.postern.events.keys.EnvironmentUnshared;
import dev.postern.events.keys.KeyAdded;
import dev.postern.events.keys.KeyDisabled;
import dev.postern.events.keys.KeyExpired;
import dev.postern.events.keys.KeyRemoved;
import dev.postern.events.keys.PolicyChanged;
import dev.postern.outbox.RestoreListener;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/**
 * Takes over the keys and shares that were added, disabled and removed after the backup: gateways
 * follow what was published, and an owner must be able to remove what opens. Nothing is published
 * again. A key's comment, which no event has, is lost.
 */
@ApplicationScoped
class RestoreReconciler implements RestoreListener {

  private static final Logger LOG = Logger.getLogger(RestoreReconciler.class);

  private static final String ACCOUNT =
      "INSERT INTO account (id) VALUES ($1) ON CONFLICT DO NOTHING";

  /**
   * Accounts have no common order: the key of one may be told as added before it is told that
   * another removed it. What was added last counts.
   */
  private static final String REPLACE_KEY =
      "DELETE FROM ssh_key WHERE fingerprint = $1 AND id <> $2 AND added_at < $3";

  private static final String ADD_KEY =
      """
      INSERT INTO ssh_key
        (id, account, title, type, bits, fingerprint, blob, comment, expires_at, added_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, '', $8, $9)
      ON CONFLICT DO NOTHING
      """;

  private static final String REMOVE_KEY = "DELETE FROM ssh_key WHERE id = $1";

  private static final String DISABLE_KEY =
      """
      UPDATE ssh_key SET state = 'DISABLED', disabled_at = $2, disabled_reason = $3
      WHERE id = $1 AND state = 'ACTIVE'
      """;

  /** It is told once: the sweep looks for those that are not expired. */
  private static final String EXPIRE_KEY = "UPDATE ssh_key SET state = 'EXPIRED' WHERE id = $1";

  private static final String SHARE =
      """
      INSERT INTO share (id, owner, environment, receiver, shared_at) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT DO NOTHING
      """;

  /** So that a policy that the log has is not told again. */
  private static final String POLICY =
      """
      INSERT INTO published_policy (name, said) VALUES ($1, $2)
      ON CONFLICT (name) DO UPDATE SET said = excluded.said
      """;

  private static final String UNSHARE = "DELETE FROM share WHERE id = $1";

  private final Pool pool;

  RestoreReconciler(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Void> published(Event<?> event) {
    EventData data = event.data();
    if (data instanceof KeyAdded said) {
      return add(said, time(event.time()));
    }
    if (data instanceof KeyRemoved said) {
      return run(REMOVE_KEY, Tuple.of(said.key()));
    }
    if (data instanceof KeyDisabled said) {
      return run(DISABLE_KEY, Tuple.of(said.key(), time(event.time()), said.reason().name()));
    }
    if (data instanceof KeyExpired said) {
      return run(EXPIRE_KEY, Tuple.of(said.key()));
    }
    if (data instanceof EnvironmentShared said) {
      return share(said, time(event.time()));
    }
    if (data instanceof PolicyChanged said) {
      return run(POLICY, Tuple.of(said.policy(), EventJson.write(said)));
    }
    return data instanceof EnvironmentUnshared said
        ? run(UNSHARE, Tuple.of(said.share()))
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> add(KeyAdded said, OffsetDateTime at) {
    Tuple key =
        Tuple.tuple()
            .addValue(said.key())
            .addValue(said.account())
            .addValue(said.title())
            .addValue(said.type())
            .addValue(said.bits())
            .addValue(said.fingerprint())
            .addValue(said.blob())
            .addValue(said.expiresAt() == null ? null : time(said.expiresAt()))
            .addValue(at);
    return run(ACCOUNT, Tuple.of(said.account()))
        .chain(() -> run(REPLACE_KEY, Tuple.of(said.fingerprint(), said.key(), at)))
        .chain(() -> run(ADD_KEY, key));
  }

  private Uni<Void> share(EnvironmentShared said, OffsetDateTime at) {
    return run(ACCOUNT, Tuple.of(said.account()))
        .chain(
            () ->
                run(
                    SHARE,
                    Tuple.of(said.share(), said.account(), said.environment(), said.with(), at)));
  }

  private Uni<Void> run(String sql, Tuple values) {
    return pool.preparedQuery(sql).execute(values).replaceWithVoid();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  @Override
  public Uni<Void> allTold(Instant noticedAt) {
    LOG.warn("Keys and shares are again what was published after the backup");
    return Uni.createFrom().voidItem();
  }
}
