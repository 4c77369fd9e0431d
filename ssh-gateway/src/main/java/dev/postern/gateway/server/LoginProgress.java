package dev.postern.gateway.server;

import dev.postern.gateway.lifecycle.StateMachine;
import dev.postern.keytable.Fingerprint;
import dev.postern.keytable.RegisteredKey;
import java.util.Optional;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.Session;

/**
 * How far one connection is with its login (RFC 4252). A step that comes too late, such as a login
 * of a client that left meanwhile, changes nothing; any thread may bring one.
 */
final class LoginProgress {

  /** What may follow what. */
  enum State implements StateMachine.State<State> {
    /** No key of it opens anything yet. */
    CONNECTED,
    /** A key that opens its account was offered; no signature of it was verified. */
    KEY_OFFERED,
    /** A signature of the key was verified. */
    KEY_PROVEN,
    LOGGED_IN,
    /** It is closed, or will be. */
    OVER;

    @Override
    public boolean canBecome(State next) {
      return switch (this) {
        case CONNECTED -> next == KEY_OFFERED || next == OVER;
        case KEY_OFFERED -> next == KEY_OFFERED || next == KEY_PROVEN || next == OVER;
        case KEY_PROVEN -> next == LOGGED_IN || next == OVER;
        case LOGGED_IN -> next == OVER;
        case OVER -> false;
      };
    }

    /** Whether it counts among the connections that are not authenticated. */
    boolean isUnauthenticated() {
      return this == CONNECTED || this == KEY_OFFERED || this == KEY_PROVEN;
    }
  }

  private static final AttributeKey<LoginProgress> ATTRIBUTE = new AttributeKey<>();

  private final String source;
  private final StateMachine<State> state;
  private RegisteredKey key;
  private Fingerprint unknownKey;

  private LoginProgress(String source, State state) {
    this.source = source;
    this.state = new StateMachine<>(state);
  }

  /** Of a connection that just came. */
  static LoginProgress begin(String source) {
    return new LoginProgress(source, State.CONNECTED);
  }

  /** Of a session; one that was never admitted is over. */
  static LoginProgress of(Session session) {
    LoginProgress progress = session.getAttribute(ATTRIBUTE);
    return progress == null ? new LoginProgress(null, State.OVER) : progress;
  }

  void attachTo(Session session) {
    session.setAttribute(ATTRIBUTE, this);
  }

  String source() {
    return source;
  }

  synchronized State state() {
    return state.now();
  }

  /** The key that was offered last of those that open something; null before. */
  synchronized RegisteredKey key() {
    return key;
  }

  /** The first offered key that opens nothing. */
  synchronized Optional<Fingerprint> unknownKey() {
    return Optional.ofNullable(unknownKey);
  }

  /** A key that opens nothing was offered; true for the first. */
  synchronized boolean offeredUnknown(Fingerprint fingerprint) {
    if (unknownKey != null) {
      return false;
    }
    unknownKey = fingerprint;
    return true;
  }

  synchronized void offered(RegisteredKey registered) {
    if (state.become(State.KEY_OFFERED)) {
      key = registered;
    }
  }

  /** A signature of the key that was offered last was verified. */
  synchronized void proven() {
    state.become(State.KEY_PROVEN);
  }

  /** False where it is over by now. */
  synchronized boolean loggedIn() {
    return state.become(State.LOGGED_IN);
  }

  /** Ends it, and says how far it came. */
  synchronized State end() {
    State reached = state.now();
    state.become(State.OVER);
    return reached;
  }
}
