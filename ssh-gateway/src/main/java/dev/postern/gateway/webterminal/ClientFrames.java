package dev.postern.gateway.webterminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;

/** Sorts a client's frames into input, which goes on at once, and whole control messages. */
final class ClientFrames {

  /** Where they go. */
  interface Taker {

    void input(byte[] bytes);

    void control(String text);

    void tooLong();

    /** A frame that needs nothing done. */
    void passed();
  }

  private static final int LONGEST_CONTROL = 16 * 1024;

  private final boolean controlled;
  private final Taker taker;
  private Buffer control;

  /**
   * @param controlled whether text is control messages; else it is input, like binary
   */
  ClientFrames(boolean controlled, Taker taker) {
    this.controlled = controlled;
    this.taker = taker;
  }

  void take(WebSocketFrame frame) {
    if (frame.isText() && controlled) {
      control = Buffer.buffer();
    }
    if (frame.isContinuation() || frame.isText() || frame.isBinary()) {
      data(frame);
    } else {
      taker.passed();
    }
  }

  private void data(WebSocketFrame frame) {
    if (control == null) {
      taker.input(frame.binaryData().getBytes());
      return;
    }
    control.appendBuffer(frame.binaryData());
    if (control.length() > LONGEST_CONTROL) {
      taker.tooLong();
    } else if (frame.isFinal()) {
      String text = control.toString(UTF_8);
      control = null;
      taker.control(text);
    } else {
      taker.passed();
    }
  }
}
