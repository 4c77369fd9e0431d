package dev.postern.outbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP relay on loopback: cut, it ends every connection and each new one at once. */
final class CuttableLine implements AutoCloseable {
  private final ServerSocket entry;
  private final String host;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean cut;

  private CuttableLine(ServerSocket entry, String host, int target) {
    this.entry = entry;
    this.host = host;
    this.target = target;
  }

  static CuttableLine to(String host, int port) throws IOException {
    ServerSocket entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    CuttableLine line = new CuttableLine(entry, host, port);
    line.threads.execute(line::accept);
    return line;
  }

  int port() {
    return entry.getLocalPort();
  }

  void cut() {
    cut = true;
    open.forEach(CuttableLine::end);
    open.clear();
  }

  /** How many connections were ended because the line was cut. */
  int refused() {
    return refused.get();
  }

  void mend() {
    cut = false;
  }

  @Override
  public void close() {
    cut();
    end(entry);
    threads.shutdownNow();
  }

  private void accept() {
    while (!entry.isClosed()) {
      try {
        connect(entry.accept());
      } catch (IOException e) {
        // The entry was closed, or the target refuses: the caller sees its connection end.
      }
    }
  }

  private void connect(Socket caller) throws IOException {
    if (cut) {
      refused.incrementAndGet();
      end(caller);
      return;
    }
    Socket callee = new Socket(host, target);
    open.add(caller);
    open.add(callee);
    threads.execute(() -> copy(caller, callee));
    threads.execute(() -> copy(callee, caller));
  }

  private void copy(Socket from, Socket to) {
    try {
      from.setTcpNoDelay(true);
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // Either side ended it.
    } finally {
      end(from);
      end(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private static void end(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
