package dev.postern.bench.ip;

import dev.postern.backends.programs.Prerequisites;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** HAProxy in TCP mode in front of one server: what the relay is measured against. */
final class HaProxy implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");
  private static final String CONFIGURATION =
      """
      global
        maxconn 4096
      defaults
        mode tcp
        timeout connect 5s
        timeout client 1m
        timeout server 1m
      listen relay
        bind 127.0.0.1:%d
        server sshd 127.0.0.1:%d
      """;

  private final Process process;
  private final Path configuration;

  private HaProxy(Process process, Path configuration) {
    this.process = process;
    this.configuration = configuration;
  }

  /**
   * Installs it where it is missing and that is possible.
   *
   * @return why it is not there, as a sentence; empty when it is
   */
  static Optional<String> missing() {
    return Prerequisites.missing(PROGRAM, "haproxy");
  }

  static String version() throws IOException {
    Process process = new ProcessBuilder(PROGRAM.toString(), "-v").start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    return text.lines().findFirst().orElse("HAProxy").replaceFirst(" https.*", "");
  }

  static HaProxy start(int port, int server) throws IOException, InterruptedException {
    Path configuration = Files.createTempFile("postern-bench-haproxy", ".cfg");
    Files.writeString(configuration, CONFIGURATION.formatted(port, server));
    Process process =
        new ProcessBuilder(List.of(PROGRAM.toString(), "-db", "-f", configuration.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    HaProxy proxy = new HaProxy(process, configuration);
    for (int i = 0; !accepts(port); i++) {
      if (i > 100 || !process.isAlive()) {
        proxy.close();
        throw new IllegalStateException("HAProxy did not start");
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return proxy;
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    Files.deleteIfExists(configuration);
  }
}
