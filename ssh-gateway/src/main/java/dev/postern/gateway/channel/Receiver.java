package dev.postern.gateway.channel;

import java.io.IOException;
import org.apache.sshd.core.CoreModuleProperties;

/** Takes what the peer of a channel sends; called by one thread at a time. */
public interface Receiver {

  /**
   * Channel data. The receiver calls {@code from.consumed(length)} when it has passed the data on,
   * so that the peer may send as much again.
   *
   * @param extended 0 for data, else the code of extended data; 1 is standard error
   * @param bytes valid during the call only
   */
  void data(RelayChannel from, int extended, byte[] bytes, int offset, int length)
      throws IOException;

  /** A channel request, with its type-specific rest. */
  void request(RelayChannel from, ChannelRequest request) throws IOException;

  /** The answer to the oldest request that wanted one and was not answered. */
  default void reply(RelayChannel from, boolean success) throws IOException {}

  /** The peer sends no more data. */
  default void eof(RelayChannel from) throws IOException {}

  /** The channel is over: the peer closed it, or its connection ended. Called once. */
  default void closed(RelayChannel from) {}

  /**
   * Whether {@code CHANNEL_CLOSE} of the peer is answered by this receiver, which has something
   * more to say to it, such as how its command ended; otherwise it is answered at once.
   */
  default boolean answersClose() {
    return false;
  }

  /** How many bytes the peer of a channel that we open may send before any of them is consumed. */
  default long window() {
    return CoreModuleProperties.WINDOW_SIZE.getRequiredDefault();
  }
}
