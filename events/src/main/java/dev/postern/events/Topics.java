package dev.postern.events;

import java.util.List;

/**
 * The Kafka topics. Event topics keep everything; {@code postern.state.*} are compacted to the
 * latest value per key.
 */
public final class Topics {

  public static final String PLATFORM_CONTAINERS = "platform.containers";
  public static final String PLATFORM_IPS = "platform.ips";
  public static final String CONTAINERS = "postern.containers";
  public static final String KEYS = "postern.keys";
  public static final String IPS = "postern.ips";
  public static final String NOTIFICATIONS = "postern.notifications";
  public static final String SESSIONS = "postern.sessions";
  public static final String REQUESTS = "postern.requests";
  public static final String STATE_KEYS = "postern.state.keys";
  public static final String STATE_SHARES = "postern.state.shares";
  public static final String STATE_CONTAINERS = "postern.state.containers";

  /** Signed notes of the notary about the other topics; no events. */
  public static final String CHECKPOINTS = "postern.checkpoints";

  /** Records that could not be read, whatever topic they came from. */
  public static final String DEAD_LETTERS = "postern.dead-letters";

  /** What happened: the topics of events, the platform's first. */
  public static final List<String> EVENTS =
      List.of(
          PLATFORM_CONTAINERS,
          PLATFORM_IPS,
          CONTAINERS,
          KEYS,
          IPS,
          NOTIFICATIONS,
          SESSIONS,
          REQUESTS);

  /** What is: the compacted topics. */
  public static final List<String> STATES = List.of(STATE_KEYS, STATE_SHARES, STATE_CONTAINERS);

  private Topics() {}
}
