package dev.postern.credential.access.ssh;

import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessException.Reason;
import dev.postern.credential.access.script.Shell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;

/** Runs scripts over an open connection, with a deadline on every wait. */
final class RemoteCommand implements Shell {

  private final ClientSession session;
  private final Duration timeout;

  RemoteCommand(ClientSession session, Duration timeout) {
    this.session = session;
    this.timeout = timeout;
  }

  @Override
  public Result run(String script, String standardInput) throws AccessException {
    ByteArrayOutputStream out = new BoundedOutput();
    try (ChannelExec channel = session.createExecChannel("sh -c '" + script + "'")) {
      channel.setIn(new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)));
      channel.setOut(out);
      channel.setErr(OutputStream.nullOutputStream());
      channel.open().verify(timeout);
      return new Result(exitOf(channel), out.toString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AccessException(Reason.CONNECTION_LOST, e);
    }
  }

  private int exitOf(ChannelExec channel) throws AccessException {
    Set<ClientChannelEvent> events =
        channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), timeout);
    if (events.contains(ClientChannelEvent.TIMEOUT)) {
      throw new AccessException(Reason.TIMED_OUT);
    }
    Integer exit = channel.getExitStatus();
    if (exit == null) {
      throw new AccessException(Reason.CONNECTION_LOST);
    }
    return exit;
  }

  /** A container must not fill the service's memory. */
  private static final class BoundedOutput extends ByteArrayOutputStream {
    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      super.write(bytes, offset, Math.min(length, MOST_OUTPUT - count));
    }
  }
}
