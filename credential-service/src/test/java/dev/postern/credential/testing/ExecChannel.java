package dev.postern.credential.testing;

import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code v4.channel.k8s.io}: channel 0 is standard input, which never ends; 1 is standard output, 3
 * the exit status. The command really runs.
 */
final class ExecChannel extends WebSocketListener {

  private static final String SUCCESS = "{\"metadata\":{},\"status\":\"Success\"}";
  private static final String FAILURE =
      "{\"metadata\":{},\"status\":\"Failure\",\"message\":\"command terminated\","
          + "\"reason\":\"NonZeroExitCode\",\"details\":{\"causes\":[{\"reason\":\"ExitCode\","
          + "\"message\":\"%d\"}]}}";

  private final PodFiles files;
  private final List<String> command;
  private volatile Process process;

  ExecChannel(PodFiles files, List<String> command) {
    this.files = files;
    this.command = command;
  }

  @Override
  public void onOpen(WebSocket socket, Response response) {
    try {
      process = files.start(command);
    } catch (IOException e) {
      socket.close(1011, "cannot start");
      return;
    }
    Thread pump = new Thread(() -> pump(socket), "pod-exec");
    pump.setDaemon(true);
    pump.start();
  }

  private void pump(WebSocket socket) {
    try (InputStream out = process.getInputStream()) {
      byte[] part = new byte[4096];
      for (int length = out.read(part); length >= 0; length = out.read(part)) {
        socket.send(frame(1, Arrays.copyOf(part, length)));
      }
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      int exit = process.waitFor();
      String status = exit == 0 ? SUCCESS : FAILURE.formatted(exit);
      socket.send(frame(3, status.getBytes(StandardCharsets.UTF_8)));
      socket.close(1000, "");
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private static byte[] frame(int channel, byte[] data) {
    byte[] frame = new byte[data.length + 1];
    frame[0] = (byte) channel;
    System.arraycopy(data, 0, frame, 1, data.length);
    return frame;
  }

  @Override
  public void onMessage(WebSocket socket, String text) {
    onMessage(socket, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void onMessage(WebSocket socket, byte[] frame) {
    try {
      if (frame.length > 1 && frame[0] == 0) {
        process.getOutputStream().write(frame, 1, frame.length - 1);
        process.getOutputStream().flush();
      }
    } catch (IOException e) {
      // The command has ended and reads nothing more, as in a cluster.
    }
  }

  @Override
  public void onClosed(WebSocket socket, int code, String reason) {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
