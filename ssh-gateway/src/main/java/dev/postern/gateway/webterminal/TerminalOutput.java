package dev.postern.gateway.webterminal;

/**
 * What a shell said, and how much of it the client has: sent at most {@link #IN_FLIGHT} ahead of
 * what it acknowledged, and given back to the container's window only then. While no client is
 * there, everything is given back at once, so that the shell's programs go on.
 *
 * <p>Not for several threads.
 */
final class TerminalOutput {

  /** What a client may have been sent and not acknowledged; also the container's window. */
  static final int IN_FLIGHT = 256 * 1024;

  /** What is kept though it was acknowledged: a page that is loaded again has nothing on screen. */
  private static final int REPLAY = 64 * 1024;

  /** What is kept while no client is there. */
  private static final int DETACHED = IN_FLIGHT + REPLAY;

  private static final int MESSAGE = 32 * 1024;

  private final boolean resumable;
  private final KeptOutput kept = new KeptOutput();
  private boolean attached = true;
  private long sent;
  private long written;
  private long acknowledged;
  private int owed;

  /**
   * @param resumable whether a client may come back and read on
   */
  TerminalOutput(boolean resumable) {
    this.resumable = resumable;
  }

  long end() {
    return kept.end();
  }

  long sent() {
    return sent;
  }

  /** The container's output. */
  void add(byte[] bytes) {
    owed += bytes.length;
    insert(bytes);
  }

  /** A sentence of the gateway between the container's output. */
  void insert(byte[] bytes) {
    kept.append(bytes);
    drop();
  }

  /** The next message for the client; empty where it has all that it may have now. */
  byte[] next() {
    return upTo(acknowledged + IN_FLIGHT);
  }

  /** The next message, however much is in flight. */
  byte[] rest() {
    return upTo(kept.end());
  }

  private byte[] upTo(long limit) {
    int length = (int) Math.max(0, Math.min(MESSAGE, Math.min(limit, kept.end()) - sent));
    byte[] message = kept.read(sent, length);
    sent += length;
    return message;
  }

  /** The client's connection took everything up to there. */
  void written(long offset) {
    written = offset;
  }

  /** What is written counts as acknowledged, where the client cannot say it. */
  void acknowledgeWritten() {
    acknowledge(written);
  }

  /** The client showed everything up to there. */
  void acknowledge(long offset) {
    acknowledged = Math.max(acknowledged, offset);
    drop();
  }

  /** No client is there any more. */
  void detach() {
    attached = false;
  }

  /**
   * A client has everything up to an offset, and reads on.
   *
   * @return where it reads on: what is between is lost
   */
  long attach(long offset) {
    attached = true;
    long from = Math.max(offset, kept.start());
    sent = from;
    written = from;
    acknowledged = from;
    return from;
  }

  /** So many bytes more of the container's are done with, since this was asked last. */
  int done() {
    long open = attached ? kept.end() - acknowledged : 0;
    int done = (int) Math.max(0, owed - open);
    owed -= done;
    return done;
  }

  private void drop() {
    if (!attached) {
      kept.dropBefore(kept.end() - DETACHED);
    } else if (resumable) {
      kept.dropBefore(Math.min(acknowledged, kept.end() - REPLAY));
    } else {
      kept.dropBefore(acknowledged);
    }
  }
}
