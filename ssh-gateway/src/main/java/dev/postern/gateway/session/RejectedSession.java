package dev.postern.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.gateway.channel.ChannelRequest;
import dev.postern.gateway.channel.Receiver;
import dev.postern.gateway.channel.RelayChannel;
import java.util.Set;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** A session that gets one sentence on standard error, exit status 1, and nothing else. */
final class RejectedSession implements Receiver {

  private static final Set<String> STARTS = Set.of("shell", "exec", "subsystem");

  private final String sentence;

  RejectedSession(String sentence) {
    this.sentence = sentence;
  }

  @Override
  public void data(RelayChannel from, int extended, byte[] bytes, int offset, int length) {
    from.consumed(length);
  }

  @Override
  public void request(RelayChannel from, ChannelRequest request) {
    if (request.wantReply()) {
      from.reply(true);
    }
    if (STARTS.contains(request.type())) {
      say(from, sentence);
    }
  }

  /** Says it and closes the channel. */
  static void say(RelayChannel channel, String sentence) {
    byte[] line = (sentence + "\r\n").getBytes(UTF_8);
    channel.send(SshConstants.SSH_EXTENDED_DATA_STDERR, line, 0, line.length, () -> {});
    channel.sendAfterData(exitStatus(1));
    channel.endOutput();
    channel.closeAfterOutput();
  }

  static ChannelRequest exitStatus(int status) {
    var data = new ByteArrayBuffer();
    data.putInt(status);
    return new ChannelRequest("exit-status", false, data.getCompactData());
  }
}
