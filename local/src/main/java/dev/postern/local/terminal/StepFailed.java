package dev.postern.local.terminal;

/**
 * A step that failed: which one, why, and what to do or look at next. Its line has been printed.
 */
public final class StepFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String step;

  public StepFailed(String step, String reason) {
    this(step, reason, null);
  }

  public StepFailed(String step, String reason, Throwable cause) {
    super(reason, cause);
    this.step = step;
  }

  public String step() {
    return step;
  }
}
