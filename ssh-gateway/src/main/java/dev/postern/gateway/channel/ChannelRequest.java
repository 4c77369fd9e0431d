package dev.postern.gateway.channel;

import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * A channel request of RFC 4254 section 5.4.
 *
 * @param type such as {@code exec}
 * @param payload the type-specific data, its own copy
 */
public record ChannelRequest(String type, boolean wantReply, byte[] payload) {

  static ChannelRequest read(Buffer message) {
    String type = message.getString();
    boolean wantReply = message.getBoolean();
    byte[] payload = new byte[message.available()];
    message.getRawBytes(payload);
    return new ChannelRequest(type, wantReply, payload);
  }

  /** The type-specific data, to be read. */
  public Buffer reader() {
    return new ByteArrayBuffer(payload);
  }
}
