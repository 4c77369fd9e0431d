package dev.postern.gateway.session;

import dev.postern.gateway.channel.ChannelRequest;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** The terminal that a client asked for at the menu, which each container is then asked for. */
final class PtyState {

  private static final int MOST_VARIABLES = 64;

  private final List<ChannelRequest> variables = new ArrayList<>();
  private boolean pty;
  private String name;
  private long columns;
  private long rows;
  private long width;
  private long height;
  private byte[] modes = {};
  private boolean agent;

  boolean isPty() {
    return pty;
  }

  int rows() {
    return (int) Math.min(rows, 10_000);
  }

  boolean agent() {
    return agent;
  }

  /** Takes what describes the terminal; false for any other request. */
  boolean take(ChannelRequest request) {
    Buffer data = request.reader();
    switch (request.type()) {
      case "pty-req" -> {
        pty = true;
        name = data.getString();
        size(data);
        modes = data.getBytes();
      }
      case "window-change" -> size(data);
      case "env" -> {
        if (variables.size() < MOST_VARIABLES) {
          variables.add(new ChannelRequest("env", false, request.payload()));
        }
      }
      case DirectSession.AGENT -> agent = true;
      default -> {
        return false;
      }
    }
    return true;
  }

  private void size(Buffer data) {
    columns = data.getUInt();
    rows = data.getUInt();
    width = data.getUInt();
    height = data.getUInt();
  }

  /** What a shell with this terminal begins with. */
  List<ChannelRequest> requests() {
    var requests = new ArrayList<ChannelRequest>();
    if (agent) {
      requests.add(new ChannelRequest(DirectSession.AGENT, false, new byte[0]));
    }
    if (pty) {
      requests.add(new ChannelRequest("pty-req", false, ptyRequest()));
    }
    requests.addAll(variables);
    requests.add(new ChannelRequest("shell", true, new byte[0]));
    return requests;
  }

  private byte[] ptyRequest() {
    var data = new ByteArrayBuffer();
    data.putString(name);
    data.putUInt(columns);
    data.putUInt(rows);
    data.putUInt(width);
    data.putUInt(height);
    data.putBytes(modes);
    return data.getCompactData();
  }
}
