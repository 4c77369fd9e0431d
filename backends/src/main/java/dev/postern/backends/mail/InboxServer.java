package dev.postern.backends.mail;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Shows an inbox: a page for people at {@code /}, and {@code GET /api/messages?to=ADDRESS} for
 * programs, {@code [{id,to,subject,text,html,messageId,receivedAt}]}, newest first; without {@code
 * to} all of them.
 *
 * <p>On loopback, and only for requests that name it so: a page of a stranger's site whose name was
 * made to resolve to 127.0.0.1 (DNS rebinding) reads no mail.
 */
public final class InboxServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads;

  private InboxServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts the page of an inbox.
   *
   * @param port 0 takes a free one
   */
  public static InboxServer start(int port, SmtpInbox inbox) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      HttpServer server = HttpServer.create(address, 0);
      ExecutorService threads = Executors.newFixedThreadPool(4, InboxServer::daemon);
      server.setExecutor(threads);
      server.createContext("/", new LocalhostFilter(new InboxAssets()));
      server.createContext("/api/messages", new LocalhostFilter(new MessagesApi(inbox)));
      server.start();
      return new InboxServer(server, threads);
    } catch (IOException e) {
      throw new UncheckedIOException("The inbox's page did not start on port " + port, e);
    }
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "inbox-server");
    thread.setDaemon(true);
    return thread;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
