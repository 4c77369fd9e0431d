package dev.postern.local.console;

/**
 * A step that failed: which one, why, and what to do or look at next. Its line has been printed.
 */
public final class StepFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String step;

  public StepFailedException(String step, String reason) {
    this(step, reason, null);
  }

  public StepFailedException(String step, String reason, Throwable cause) {
    super(reason, cause);
    this.step = step;
  }

  public String step() {
    return step;
  }
}
