package dev.postern.gateway.channel;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.AbstractChannel;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.core.CoreModuleProperties;

/**
 * A channel whose messages are given to a {@link Receiver} as they come, opened by us or by the
 * peer. Everything that is sent goes through its {@link SendQueue}, which never blocks and sends
 * nothing after {@code CHANNEL_CLOSE}.
 */
public final class RelayChannel extends AbstractChannel {

  private final String type;
  private final SendQueue sendQueue = new SendQueue(this);
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicBoolean closeReceived = new AtomicBoolean();
  private final CompletableFuture<RelayChannel> opened = new CompletableFuture<>();
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private final Opening opening;
  private volatile Receiver receiver;
  private volatile boolean live;

  /** Decides about a channel that the peer wants to open. */
  public interface Opening {

    /**
     * @param data the type-specific data of the open message
     * @return completes with the receiver, or fails with an {@link OpenFailure}
     */
    CompletableFuture<Receiver> open(RelayChannel channel, byte[] data);
  }

  /** Why a channel is not opened: a reason code of RFC 4254 section 5.1, and a sentence. */
  public static final class OpenFailure extends IOException {
    private static final long serialVersionUID = 1L;
    private final int reason;

    public OpenFailure(int reason, String sentence) {
      super(sentence);
      this.reason = reason;
    }

    public int reason() {
      return reason;
    }
  }

  private RelayChannel(String type, boolean client, Opening opening, Receiver receiver) {
    super(type, client);
    this.type = type;
    this.opening = opening;
    this.receiver = receiver;
  }

  /** A channel that the peer opens. */
  public static RelayChannel incoming(String type, Opening opening) {
    return new RelayChannel(type, false, opening, null);
  }

  /** A channel that we will open with {@link #requestOpen}. */
  public static RelayChannel outgoing(String type, Receiver receiver) {
    var channel = new RelayChannel(type, true, null, receiver);
    CoreModuleProperties.WINDOW_SIZE.set(channel, receiver.window());
    return channel;
  }

  public String type() {
    return type;
  }

  /** Receives from now on; only the thread that receives may change it. */
  public void receiver(Receiver next) {
    receiver = next;
  }

  /** Whether it ended with its connection, without a word from the peer. */
  public boolean isLost() {
    return !closeReceived.get();
  }

  /** Completes when nothing will be sent or received any more. */
  public CompletableFuture<Void> over() {
    return over;
  }

  /** Runs a task unless it is over within that time. */
  public void unlessOverWithin(Duration time, Runnable task) {
    over.copy()
        .orTimeout(time.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            late -> {
              task.run();
              return null;
            });
  }

  /** Asks the peer to open it; it is registered with its connection already. */
  public CompletableFuture<RelayChannel> requestOpen(byte[] data) throws IOException {
    Buffer buffer = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_OPEN, data.length + 64);
    buffer.putString(type);
    buffer.putUInt(getChannelId());
    buffer.putUInt(getLocalWindow().getSize());
    buffer.putUInt(getLocalWindow().getPacketSize());
    buffer.putRawBytes(data);
    getSession().writePacket(buffer);
    return opened;
  }

  @Override
  public OpenFuture open(long peer, long windowSize, long packetSize, Buffer buffer) {
    setRecipient(peer);
    getRemoteWindow().init(windowSize, packetSize, getSession());
    configureWindow();
    byte[] data = new byte[buffer.available()];
    buffer.getRawBytes(data);
    OpenFuture future = new DefaultOpenFuture(toString(), futureLock);
    sendQueue.hold();
    opening.open(this, data).whenComplete((taker, failure) -> decided(future, taker, failure));
    return future;
  }

  private void decided(OpenFuture future, Receiver taker, Throwable failure) {
    if (failure == null) {
      receiver = taker;
      live = true;
      signalChannelOpenSuccess(); // The library confirms it.
      sendQueue.release();
      future.setOpened();
      if (isClosing()) {
        end(); // It went while it was being decided about.
      }
      return;
    }
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    int reason =
        cause instanceof OpenFailure
            ? ((OpenFailure) cause).reason()
            : SshConstants.SSH_OPEN_CONNECT_FAILED;
    String sentence =
        cause instanceof OpenFailure
            ? cause.getMessage()
            : "Postern: the container does not answer.";
    refuse(reason, sentence);
  }

  /** Answers itself, and leaves the future open: the library's own answer has no sentence. */
  private void refuse(int reason, String sentence) {
    Buffer failure = message(SshConstants.SSH_MSG_CHANNEL_OPEN_FAILURE, sentence.length() + 64);
    failure.putInt(reason);
    failure.putString(sentence);
    failure.putString("en");
    try {
      getSession().writePacket(failure);
    } catch (IOException e) {
      getSession().close(true);
    }
    sendQueue.discard();
    close(true);
  }

  @Override
  public void handleOpenSuccess(long peer, long windowSize, long packetSize, Buffer buffer) {
    setRecipient(peer);
    getRemoteWindow().init(windowSize, packetSize, getSession());
    live = true;
    signalChannelOpenSuccess();
    if (!opened.complete(this)) {
      sendQueue.closeNow(); // It was given up: the answer came after the deadline.
    }
    sendQueue.send();
  }

  @Override
  public void handleOpenFailure(Buffer buffer) {
    int reason = buffer.getInt();
    String sentence = buffer.getString();
    sendQueue.discard();
    closeReceived.set(true);
    opened.completeExceptionally(new OpenFailure(reason, sentence));
    close(true);
  }

  // What arrives.

  @Override
  protected void doWriteData(byte[] bytes, int offset, long length) throws IOException {
    deliver(0, bytes, offset, length);
  }

  @Override
  public void handleExtendedData(Buffer buffer) throws IOException {
    int code = buffer.getInt();
    long length =
        validateIncomingDataSize(SshConstants.SSH_MSG_CHANNEL_EXTENDED_DATA, buffer.getUInt());
    deliver(code, buffer.array(), buffer.rpos(), length);
  }

  @Override
  protected void doWriteExtendedData(byte[] bytes, int offset, long length) throws IOException {
    deliver(SshConstants.SSH_EXTENDED_DATA_STDERR, bytes, offset, length);
  }

  private void deliver(int code, byte[] bytes, int offset, long length) throws IOException {
    if (sendQueue.isClosed()) {
      return; // We closed the channel, so its data is not read any more.
    }
    receiver.data(this, code, bytes, offset, Math.toIntExact(length));
  }

  /** Also on a channel that we closed: how its command ended comes after that. */
  @Override
  public void handleRequest(Buffer buffer) throws IOException {
    receiver.request(this, ChannelRequest.read(buffer));
  }

  @Override
  public void handleSuccess() throws IOException {
    receiver.reply(this, true);
  }

  @Override
  public void handleFailure() throws IOException {
    receiver.reply(this, false);
  }

  @Override
  public void handleEof() throws IOException {
    if (!eofReceived.getAndSet(true)) {
      receiver.eof(this);
    }
  }

  @Override
  public void handleWindowAdjust(Buffer buffer) throws IOException {
    super.handleWindowAdjust(buffer);
    sendQueue.send();
  }

  @Override
  public void handleClose() throws IOException {
    closeReceived.set(true);
    sendQueue.dropData();
    end();
    if (!receiver.answersClose()) {
      sendQueue.closeNow();
    }
    finishIfClosed();
  }

  // What is sent.

  /** The receiver passed on so many bytes: the peer may send as many more. */
  public void consumed(int length) {
    try {
      getLocalWindow().release(length);
    } catch (IOException e) {
      close(true);
    }
  }

  /** Queues data; {@code sent} runs when it is on the wire, or never will be. */
  public void send(int extended, byte[] bytes, int offset, int length, Runnable sent) {
    sendQueue.data(extended, bytes, offset, length, sent);
  }

  public void send(ChannelRequest request) {
    Buffer buffer = message(SshConstants.SSH_MSG_CHANNEL_REQUEST, request.payload().length + 64);
    buffer.putString(request.type());
    buffer.putBoolean(request.wantReply());
    buffer.putRawBytes(request.payload());
    sendQueue.urgent(buffer);
  }

  /** A request that must not overtake the data before it. */
  public void sendAfterData(ChannelRequest request) {
    sendQueue.ordered(() -> send(request));
  }

  public void reply(boolean success) {
    sendQueue.urgent(
        message(
            success ? SshConstants.SSH_MSG_CHANNEL_SUCCESS : SshConstants.SSH_MSG_CHANNEL_FAILURE,
            16));
  }

  /** No more data, after what is queued. */
  public void endOutput() {
    sendQueue.ordered(() -> sendQueue.urgent(message(SshConstants.SSH_MSG_CHANNEL_EOF, 16)));
  }

  /** Closes it after what is queued. */
  public void closeAfterOutput() {
    sendQueue.ordered(sendQueue::closeNow);
  }

  /** The same, or without what is queued when the peer has not read it after so long. */
  public void closeAfterOutput(Duration linger) {
    closeAfterOutput();
    unlessOverWithin(linger, this::closeNow);
  }

  /** Closes it now; what is queued is dropped. */
  public void closeNow() {
    sendQueue.closeNow();
  }

  @Override
  protected void sendWindowAdjust(long length) {
    Buffer buffer = message(SshConstants.SSH_MSG_CHANNEL_WINDOW_ADJUST, 16);
    buffer.putUInt(length);
    sendQueue.urgent(buffer);
  }

  @Override
  public IoWriteFuture writePacket(Buffer buffer) {
    throw new IllegalStateException("everything goes through the send queue");
  }

  Buffer message(byte command, int size) {
    Buffer buffer = getSession().createBuffer(command, size);
    buffer.putUInt(getRecipient());
    return buffer;
  }

  /** Called by the send queue when {@code CHANNEL_CLOSE} was given to the connection. */
  void closeSent() {
    eofSent.set(true);
    finishIfClosed();
  }

  private void finishIfClosed() {
    if (closeReceived.get() && sendQueue.isClosed()) {
      close(true);
    }
  }

  private void end() {
    // One that never opened is reported by the future of its opening.
    if (live && !ended.getAndSet(true)) {
      receiver.closed(this);
    }
  }

  @Override
  protected void preClose() {
    sendQueue.discard();
    super.preClose();
    opened.completeExceptionally(
        new OpenFailure(SshConstants.SSH_OPEN_CONNECT_FAILED, "the connection ended"));
    end();
    over.complete(null);
  }

  @Override
  public String toString() {
    return "RelayChannel[" + Objects.toString(type) + " " + getChannelId() + "]";
  }
}
