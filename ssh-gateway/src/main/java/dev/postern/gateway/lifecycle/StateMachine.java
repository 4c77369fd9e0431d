package dev.postern.gateway.lifecycle;

/**
 * The state that something is in. A step that its state does not allow changes nothing, so an event
 * that comes too late needs no check of its own.
 *
 * <p>Not for several threads at once: its owner has a lock, or a {@code SerialExecutor}.
 *
 * @param <S> an enum of the states
 */
public final class StateMachine<S extends StateMachine.State<S>> {

  /** Says what may follow it. */
  public interface State<S> {

    boolean canBecome(S next);
  }

  private S state;

  public StateMachine(S first) {
    this.state = first;
  }

  public S now() {
    return state;
  }

  public boolean is(S other) {
    return state == other;
  }

  /** False where the state does not allow the step. */
  public boolean become(S next) {
    boolean allowed = state.canBecome(next);
    if (allowed) {
      state = next;
    }
    return allowed;
  }
}
