package dev.postern.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How events are relayed, how long rows are kept, and how often a failed event is tried. */
@ConfigMapping(prefix = "postern.outbox")
public interface OutboxConfig {
  /** Whether this process relays events when it has the lock; storing events works without. */
  @WithDefault("true")
  boolean relayEnabled();

  /**
   * The topics that only this service publishes to. Where the database was restored from a backup,
   * or lost, they say how far sequences were; those that the database knows of itself need not be
   * named.
   */
  Optional<List<String>> topics();

  /**
   * The topics of other services whose events are told to the {@link RestoreListener} as well,
   * where the database was restored from a backup; the consumer group that has handled them is
   * named like the application.
   */
  Optional<List<String>> restoreTopics();

  /** How often the relay looks without having been woken; also its sign of life. */
  @WithDefault("5s")
  Duration pollInterval();

  /** How many events one Kafka transaction publishes at most. */
  @WithDefault("500")
  int batchSize();

  /**
   * A relay that has shown no sign of life for so long loses its lock to another. At least twice
   * the poll interval.
   */
  @WithDefault("15s")
  Duration turnTimeout();

  /** How long Kafka may take to accept a batch before it is tried again. */
  @WithDefault("10s")
  Duration publishTimeout();

  /** The first pause after a failure, of the relay and of a consumer; it doubles from there. */
  @WithDefault("200ms")
  Duration retryDelay();

  /** The longest pause between two attempts. */
  @WithDefault("10s")
  Duration maxRetryDelay();

  /**
   * How often the handler of a consumed event is tried when it fails for another reason than the
   * database; then the record goes to the dead letters. An unreachable database is waited for
   * without an end.
   */
  @WithDefault("8")
  int handlerAttempts();

  /** How long a published event stays in the table. Zero deletes it at the next pruning. */
  @WithDefault("24h")
  Duration keepPublished();

  /**
   * How long the id of a consumed event is kept: an event that is delivered again within this time
   * is skipped without asking its handler. A replay of older events must be harmless by the
   * handler's own rules (a generation, an expiry, a state that is reached already).
   */
  @WithDefault("365d")
  Duration keepConsumed();

  /** How often expired rows are deleted. */
  @WithDefault("1m")
  Duration pruneInterval();

  /** How many expired rows one statement deletes at most. */
  @WithDefault("1000")
  int pruneBatchSize();

  /** The health check reports an oldest unpublished event that is older than this. */
  @WithDefault("1m")
  Duration staleAfter();

  /** How long a stopping process waits for the batch under way. */
  @WithDefault("10s")
  Duration stopTimeout();
}
