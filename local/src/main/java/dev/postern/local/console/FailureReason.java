package dev.postern.local.console;

/** The sentence of an exception that a person can act on. */
public final class FailureReason {

  private static final int DEPTH = 3;

  private FailureReason() {}

  /** The messages of the exception and its causes, the outermost first, repetitions left out. */
  public static String of(Throwable failure) {
    StringBuilder text = new StringBuilder();
    Throwable at = failure;
    for (int i = 0; at != null && i < DEPTH; i++, at = at.getCause()) {
      String message = at.getMessage() == null ? at.getClass().getSimpleName() : at.getMessage();
      if (text.indexOf(message) < 0) {
        text.append(text.length() == 0 ? "" : ": ").append(message);
      }
    }
    return text.toString();
  }
}
