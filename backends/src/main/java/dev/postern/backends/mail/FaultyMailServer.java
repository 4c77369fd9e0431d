package dev.postern.backends.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An SMTP server for tests that fails as it is told: each attempt to send a mail takes the next
 * {@link Fault} of the script, and when there is none the mail is accepted.
 */
public final class FaultyMailServer implements AutoCloseable {

  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newCachedThreadPool(FaultyMailServer::daemon);
  private final Queue<Fault> script;
  private final List<ReceivedMail> transmitted = new CopyOnWriteArrayList<>();
  private final List<ReceivedMail> accepted = new CopyOnWriteArrayList<>();
  private final AtomicInteger attempts = new AtomicInteger();

  private FaultyMailServer(ServerSocket listener, List<Fault> script) {
    this.listener = listener;
    this.script = new ConcurrentLinkedQueue<>(script);
  }

  /** Starts a server on a free port of loopback. */
  public static FaultyMailServer start(Fault... script) {
    try {
      var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      var server = new FaultyMailServer(listener, List.of(script));
      server.threads.execute(server::listen);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds to the end of the script. */
  public void then(Fault... faults) {
    script.addAll(List.of(faults));
  }

  /** How many times a client began to send a mail, or failed to authenticate. */
  public int attempts() {
    return attempts.get();
  }

  /** What came in up to the final dot, whatever was answered; in order. */
  public List<ReceivedMail> transmitted() {
    return List.copyOf(transmitted);
  }

  /** What was answered with 250; in order. */
  public List<ReceivedMail> accepted() {
    return List.copyOf(accepted);
  }

  public int port() {
    return listener.getLocalPort();
  }

  Fault peek() {
    Fault next = script.peek();
    return next == null ? Fault.none() : next;
  }

  Fault take() {
    attempts.incrementAndGet();
    Fault next = script.poll();
    return next == null ? Fault.none() : next;
  }

  void transmitted(ReceivedMail mail) {
    transmitted.add(mail);
  }

  void accepted(ReceivedMail mail) {
    accepted.add(mail);
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        threads.execute(() -> new FaultySmtpSession(this, client).run());
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "faulty-mail-server");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
