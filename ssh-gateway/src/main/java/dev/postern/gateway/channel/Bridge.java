package dev.postern.gateway.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.apache.sshd.common.SshConstants;

/**
 * Passes everything of one channel on to its twin. A channel whose peer closed it closes the twin
 * after what is on its way to it.
 */
public final class Bridge implements Receiver {

  /** Notes what passes, for the record of the session. */
  public interface Meter {

    /** The number of bytes that passed. */
    LongAdder bytes();

    /** A request that passed, such as {@code exit-status}. */
    default void request(ChannelRequest request) {}
  }

  /** For what a client sent before it went away, where the container does not read it. */
  public static final Duration INPUT_LINGER = Duration.ofSeconds(30);

  private final RelayChannel twin;
  private final Meter meter;
  private final boolean intoContainer;
  private final String loss;

  private Bridge(RelayChannel twin, Meter meter, boolean intoContainer, String loss) {
    this.twin = twin;
    this.meter = meter;
    this.intoContainer = intoContainer;
    this.loss = loss;
  }

  /** From a client's channel into the container. */
  public static Bridge intoContainer(RelayChannel container, Meter meter) {
    return new Bridge(container, meter, true, null);
  }

  /** From a container's channel to the client. */
  public static Bridge toClient(RelayChannel client, Meter meter) {
    return new Bridge(client, meter, false, null);
  }

  /**
   * @param loss is said on standard error where the channel ends with its connection
   */
  public static Bridge toClient(RelayChannel client, Meter meter, String loss) {
    return new Bridge(client, meter, false, loss);
  }

  @Override
  public void data(RelayChannel from, int extended, byte[] bytes, int offset, int length) {
    meter.bytes().add(length);
    twin.send(extended, bytes, offset, length, () -> from.consumed(length));
  }

  @Override
  public void request(RelayChannel from, ChannelRequest request) {
    meter.request(request);
    twin.send(request);
  }

  @Override
  public void reply(RelayChannel from, boolean success) {
    twin.reply(success);
  }

  @Override
  public void eof(RelayChannel from) {
    twin.endOutput();
  }

  @Override
  public void closed(RelayChannel from) {
    if (loss != null && from.isLost()) {
      byte[] line = loss.getBytes(UTF_8);
      twin.send(SshConstants.SSH_EXTENDED_DATA_STDERR, line, 0, line.length, () -> {});
    }
    if (intoContainer && from.isLost()) {
      twin.closeAfterOutput(INPUT_LINGER);
    } else {
      twin.closeAfterOutput();
    }
  }
}
