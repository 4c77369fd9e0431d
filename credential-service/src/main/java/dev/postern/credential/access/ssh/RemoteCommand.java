package dev.postern.credential.access.ssh;

import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessException.Reason;
import dev.postern.credential.access.script.Frame;
import dev.postern.credential.access.script.FramedAnswer;
import dev.postern.credential.access.script.Shell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;

/**
 * Runs scripts over an open connection, with a deadline on every wait. The script and its input are
 * sent only after our shell has printed its mark, so that no other program that root's login runs
 * gets them.
 */
final class RemoteCommand implements Shell {

  /** The next command may need this one's place: sshd limits the sessions of a connection. */
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final ClientSession session;
  private final Duration timeout;

  RemoteCommand(ClientSession session, Duration timeout) {
    this.session = session;
    this.timeout = timeout;
  }

  @Override
  public Result run(String script, String standardInput) throws AccessException {
    long deadline = System.nanoTime() + timeout.toNanos();
    Frame frame = new Frame();
    FramedAnswer answer = frame.answer();
    BoundedOutput errors = new BoundedOutput();
    ChannelExec channel = open(frame, answer, errors);
    try (OutputStream input = channel.getInvertedIn()) {
      send(input, (frame.command() + "\n").getBytes(StandardCharsets.US_ASCII));
      if (isBy(answer.begun(), deadline - timeout.toNanos() / 3)) {
        send(input, frame.input(script, standardInput));
      }
      // Another program that waits for input ends now, and its output shows it.
      input.close();
      if (!isBy(answer.ended(), deadline)) {
        throw new AccessException(Reason.TIMED_OUT);
      }
      channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), CLOSING);
      return result(answer, errors);
    } catch (IOException e) {
      throw new AccessException(Reason.CONNECTION_LOST, e);
    } finally {
      channel.close(false);
    }
  }

  private Result result(FramedAnswer answer, BoundedOutput errors) throws AccessException {
    if (!answer.isWhole() && !session.isOpen()) {
      throw new AccessException(Reason.CONNECTION_LOST);
    }
    return answer.result(errors.toString(StandardCharsets.UTF_8));
  }

  private ChannelExec open(Frame frame, FramedAnswer answer, OutputStream errors)
      throws AccessException {
    try {
      ChannelExec channel = session.createExecChannel(frame.command());
      channel.setOut(answer);
      channel.setErr(errors);
      channel.addCloseFutureListener(closed -> answer.close());
      channel.open().verify(timeout);
      return channel;
    } catch (IOException e) {
      throw new AccessException(Reason.CONNECTION_LOST, e);
    }
  }

  /** A program that has ended reads no more; its output says why. */
  private static void send(OutputStream input, byte[] bytes) {
    try {
      input.write(bytes);
      input.flush();
    } catch (IOException e) {
      // The channel is closed, or soon will be.
    }
  }

  private static boolean isBy(CompletableFuture<Void> event, long deadline) throws AccessException {
    try {
      event.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AccessException(Reason.CONNECTION_LOST, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A container must not fill the service's memory. */
  private static final class BoundedOutput extends ByteArrayOutputStream {
    private static final int MOST = 4096;

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      super.write(bytes, offset, Math.min(length, MOST - count));
    }
  }
}
