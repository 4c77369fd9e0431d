package dev.postern.gateway.webterminal;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A client at a shell, for as long as its WebSocket lives. Its next frame is read once an earlier
 * one is on its way to the container, so that what it types does not make memory grow.
 */
final class Attachment implements ClientFrames.Taker {

  /** Frames of the client that are read ahead: 1 MiB at most. */
  private static final int READ_AHEAD = 16;

  /** The client left, and says by it that it does not come back. */
  private static final short FOR_GOOD = 1000;

  /** In place of a close code where no close frame came. */
  private static final short NO_CODE = 1006;

  private final TerminalSocket socket;
  private final Shell shell;
  private final ClientProtocol protocol;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger unread = new AtomicInteger();
  private Consumer<String> renewals = token -> {};

  Attachment(TerminalSocket socket, Shell shell, ClientProtocol protocol) {
    this.socket = socket;
    this.shell = shell;
    this.protocol = protocol;
  }

  /** Takes the tokens that the client sends to stay; to be set before it is read from. */
  void renewals(Consumer<String> taker) {
    renewals = taker;
  }

  /** Says which session this is, and where its output goes on. */
  void begin(String session, long offset) {
    if (protocol.isResumable()) {
      socket.say(JsonObject.of("type", "attached", "session", session, "offset", offset).encode());
    }
  }

  /** Reads what the client sends, from now on. */
  void read() {
    socket.fetch(READ_AHEAD);
  }

  /** Output up to an offset. */
  void show(byte[] output, long offset) {
    socket.show(Buffer.buffer(output), () -> shell.written(this, offset));
  }

  /**
   * Whether the client says what it showed. It cannot while what it typed before waits for a
   * container that does not read: that may wait for its own output to be read.
   */
  boolean acknowledges() {
    return protocol.isResumable() && unread.get() < READ_AHEAD;
  }

  // What the client sends.

  @Override
  public void input(byte[] bytes) {
    if (over.get()) {
      return; // It may never have begun.
    }
    if (unread.incrementAndGet() == READ_AHEAD) {
      shell.unheard(this);
    }
    shell.type(
        bytes,
        () -> {
          unread.decrementAndGet();
          passed();
        });
  }

  @Override
  public void control(String text) {
    if (over.get()) {
      return;
    }
    ControlMessage control = ControlMessage.parse(text).orElse(null);
    if (control instanceof ControlMessage.Resize resize) {
      shell.resize(resize.size());
    } else if (control instanceof ControlMessage.Renewal renewal) {
      renewals.accept(renewal.token());
    } else if (control instanceof ControlMessage.Shown shown && protocol.isResumable()) {
      shell.acknowledged(this, shown.offset());
    } else {
      leave(
          CloseCode.NO_CONTROL_MESSAGE,
          "Postern: a text message is {\"type\":\"resize\"|\"token\"|\"ack\",…}.");
    }
    passed();
  }

  @Override
  public void tooLong() {
    leave(CloseCode.MESSAGE_TOO_LONG, "Postern: a control message has at most 16 KiB.");
  }

  @Override
  public void passed() {
    socket.fetch(1);
  }

  // How it ends.

  void signedOut() {
    leave(CloseCode.SIGNED_OUT, "Postern: your sign-in expired; sign in again.");
  }

  /** Whether nothing of what the client sent waits for the container. */
  boolean isHeard() {
    return unread.get() == 0;
  }

  void ping() {
    socket.ping();
  }

  /** Closes the WebSocket for a reason of its own; the shell may go on without it. */
  void leave(CloseCode closeCode, String sentence) {
    if (over.compareAndSet(false, true)) {
      shell.detached(this, false, closeCode);
      socket.close(closeCode.code(), sentence);
    }
  }

  /** The shell closes it, and says why. */
  void close(CloseCode closeCode, String sentence) {
    if (over.compareAndSet(false, true)) {
      socket.close(closeCode.code(), sentence);
    }
  }

  /**
   * The WebSocket is closed.
   *
   * @param code of the client's close frame; null where none came
   */
  void gone(Short code) {
    boolean told = code != null && code != NO_CODE;
    boolean endedByShell = !over.compareAndSet(false, true);
    shell.detached(this, told && (endedByShell || code == FOR_GOOD), CloseCode.ENDED);
  }
}
