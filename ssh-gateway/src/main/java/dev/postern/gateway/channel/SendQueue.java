package dev.postern.gateway.channel;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * What waits to be sent on a channel. Any thread may add; it also sends unless another thread does,
 * so no lock is held while the connection is called, which may call back.
 *
 * <p>Urgent messages (requests, replies, window adjustments) leave at once, data in order and as
 * the peer's window allows. After {@code CHANNEL_CLOSE} nothing leaves: the peer reuses the
 * channel's number at once, and a late message would reach the next user's channel.
 */
final class SendQueue {

  private final RelayChannel channel;
  private final Queue<Buffer> urgent = new ConcurrentLinkedQueue<>();
  private final Queue<Step> ordered = new ConcurrentLinkedQueue<>();
  private final AtomicInteger sending = new AtomicInteger();
  private volatile boolean held;
  private volatile boolean dataDropped;
  private volatile boolean closeWanted;
  private volatile boolean closed;

  /** Something to do in order; false while it must wait. */
  private interface Step {
    boolean run() throws IOException;

    default void drop() {}
  }

  SendQueue(RelayChannel channel) {
    this.channel = channel;
  }

  /** Whether {@code CHANNEL_CLOSE} is on its way, or the connection is gone. */
  boolean isClosed() {
    return closed;
  }

  void urgent(Buffer message) {
    urgent.add(message);
    send();
  }

  void ordered(Runnable step) {
    ordered.add(
        () -> {
          step.run();
          return true;
        });
    send();
  }

  void data(int extended, byte[] bytes, int offset, int length, Runnable sent) {
    byte[] copy = java.util.Arrays.copyOfRange(bytes, offset, offset + length);
    ordered.add(new Data(extended, copy, sent));
    send();
  }

  /**
   * Nothing leaves before {@link #release}: the peer does not know yet that the channel is open.
   */
  void hold() {
    held = true;
  }

  void release() {
    held = false;
    send();
  }

  /** The peer reads no more, and so opens its window no more; requests still go out. */
  void dropData() {
    dataDropped = true;
    send();
  }

  void closeNow() {
    closeWanted = true;
    send();
  }

  /** Nothing will be sent: the connection is gone or going. */
  void discard() {
    closed = true;
    send();
  }

  void send() {
    if (sending.getAndIncrement() != 0) {
      return;
    }
    int seen = 1;
    do {
      round();
      seen = sending.addAndGet(-seen);
    } while (seen != 0);
  }

  private void round() {
    if (held && !closed) {
      return;
    }
    try {
      sendUrgent();
      sendOrdered();
      sendClose();
    } catch (IOException | RuntimeException e) {
      closed = true;
      channel.close(true);
    }
    if (closed) {
      drop();
    }
  }

  private void sendUrgent() throws IOException {
    for (Buffer next = urgent.poll(); next != null; next = urgent.poll()) {
      if (!closed) {
        channel.getSession().writePacket(next);
      }
    }
  }

  private void sendOrdered() throws IOException {
    for (Step next = ordered.peek(); next != null && mayGoOn(); next = ordered.peek()) {
      if (!next.run()) {
        return;
      }
      ordered.poll();
      sendUrgent();
    }
  }

  private boolean mayGoOn() {
    return !closed && !closeWanted;
  }

  private void sendClose() throws IOException {
    if (closeWanted && !closed) {
      closed = true;
      Buffer close = channel.message(SshConstants.SSH_MSG_CHANNEL_CLOSE, 16);
      channel.getSession().writePacket(close);
      channel.closeSent();
    }
  }

  private void drop() {
    urgent.clear();
    for (Step next = ordered.poll(); next != null; next = ordered.poll()) {
      next.drop();
    }
  }

  private final class Data implements Step {

    private final int extended;
    private final byte[] bytes;
    private final Runnable sent;
    private int done;

    Data(int extended, byte[] bytes, Runnable sent) {
      this.extended = extended;
      this.bytes = bytes;
      this.sent = sent;
    }

    @Override
    public boolean run() throws IOException {
      if (dataDropped) {
        sent.run();
        return true;
      }
      while (done < bytes.length) {
        int length = allowed();
        if (length == 0) {
          return false;
        }
        write(length);
      }
      if (bytes.length == 0) {
        sent.run();
      }
      return true;
    }

    private int allowed() {
      long window = channel.getRemoteWindow().getSize();
      long packet = channel.getRemoteWindow().getPacketSize();
      return (int) Math.min(bytes.length - done, Math.min(window, packet));
    }

    private void write(int length) throws IOException {
      channel.getRemoteWindow().consume(length);
      Buffer message = channel.message(command(), length + 32);
      if (extended != 0) {
        message.putInt(extended);
      }
      message.putBytes(bytes, done, length);
      done += length;
      boolean last = done == bytes.length;
      var written = channel.getSession().writePacket(message);
      if (last) {
        written.addListener(future -> sent.run());
      }
    }

    private byte command() {
      return extended == 0
          ? SshConstants.SSH_MSG_CHANNEL_DATA
          : SshConstants.SSH_MSG_CHANNEL_EXTENDED_DATA;
    }

    @Override
    public void drop() {
      sent.run();
    }
  }
}
