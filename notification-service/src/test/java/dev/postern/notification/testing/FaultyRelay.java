package dev.postern.notification.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands SMTP on to the inbox line by line, and misbehaves. Towards chosen recipients: refuses them
 * with a reply, waits in the middle of their mail, or lets the inbox accept the mail and says
 * something else, nothing, or breaks the connection. Towards the next connections: does not greet
 * them, or resets them.
 */
public final class FaultyRelay implements AutoCloseable {

  private static final String DROP_AFTER_DOT = "drop after the final dot";
  private static final String STALL_AFTER_DOT = "stall after the final dot";
  private static final String SAY_AFTER_DOT = "say after the final dot: ";
  private static final String HOLD_AT_DATA = "hold at DATA";

  private static final List<String> IN_THE_MAIL =
      List.of(DROP_AFTER_DOT, STALL_AFTER_DOT, SAY_AFTER_DOT, HOLD_AT_DATA);

  private final ServerSocket server;
  private final int inbox;
  private final Map<String, String> senders = new ConcurrentHashMap<>();
  private final Map<String, Deque<String>> faults = new ConcurrentHashMap<>();
  private final Set<String> hungUp = ConcurrentHashMap.newKeySet();
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final Set<String> holding = ConcurrentHashMap.newKeySet();
  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  private final AtomicInteger spokenTooLate = new AtomicInteger();
  private final AtomicInteger resets = new AtomicInteger();
  private final AtomicInteger ungreetedLeft = new AtomicInteger();
  private final AtomicInteger ungreeted = new AtomicInteger();
  private volatile CountDownLatch greeting = new CountDownLatch(0);

  private FaultyRelay(int inbox) {
    this.inbox = inbox;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  static FaultyRelay start(int inbox) {
    return new FaultyRelay(inbox);
  }

  int port() {
    return server.getLocalPort();
  }

  /** The next mail to this recipient gets this reply at {@code RCPT}; call again for more. */
  public void refuse(String recipient, String reply) {
    faultsOf(recipient).add(reply);
  }

  /** The next mail to this recipient is accepted, and the connection broken instead of a reply. */
  public void dropAfterDot(String recipient) {
    faultsOf(recipient).add(DROP_AFTER_DOT);
  }

  /** The next mail to this recipient is accepted, and the client never hears anything more. */
  public void stallAfterDot(String recipient) {
    faultsOf(recipient).add(STALL_AFTER_DOT);
  }

  /** The next mail to this recipient is accepted, and the client is told this instead. */
  public void sayAfterDot(String recipient, String line) {
    faultsOf(recipient).add(SAY_AFTER_DOT + line);
  }

  /** The next mail to this recipient waits before its content, until {@link #goOn}. */
  public void holdAtData(String recipient) {
    held.put(recipient, new CountDownLatch(1));
    faultsOf(recipient).add(HOLD_AT_DATA);
  }

  /** Whether a mail to this recipient waits before its content. */
  public boolean isHeld(String recipient) {
    return holding.contains(recipient);
  }

  public void goOn(String recipient) {
    held.get(recipient).countDown();
  }

  /** No connection is greeted until {@link #greet}; those that are open and idle are closed. */
  public void holdGreetings() {
    greeting = new CountDownLatch(1);
    ungreeted.set(0);
    hangUp();
  }

  /** From now on connections are greeted; those that wait stay without. */
  public CountDownLatch greetNewOnesOnly() {
    CountDownLatch waiting = greeting;
    greeting = new CountDownLatch(0);
    return waiting;
  }

  /** How many connections were not greeted. */
  public int ungreeted() {
    return ungreeted.get();
  }

  /** How many of them have not ended. */
  public int ungreetedLeft() {
    return ungreetedLeft.get();
  }

  /** How many clients said something on a connection that was greeted late. */
  public int spokenTooLate() {
    return spokenTooLate.get();
  }

  /** The next connections are reset as soon as they are there; those that are open are closed. */
  public void resetConnections(int count) {
    resets.set(count);
    hangUp();
  }

  public int resetsLeft() {
    return resets.get();
  }

  private void hangUp() {
    clients.forEach(FaultyRelay::closeQuietly);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the client closed the connection on which it waited in vain for a reply. */
  public boolean hungUpOn(String recipient) {
    return hungUp.contains(recipient);
  }

  /** Nothing more happens to mails to this recipient. */
  public void forgive(String recipient) {
    faultsOf(recipient).clear();
  }

  /** The envelope's sender of the latest mail to this recipient. */
  public String senderTo(String recipient) {
    return senders.get(recipient);
  }

  /** How many faults for this recipient have not happened yet. */
  public int faultsLeft(String recipient) {
    return faultsOf(recipient).size();
  }

  private Deque<String> faultsOf(String recipient) {
    return faults.computeIfAbsent(recipient, key -> new ConcurrentLinkedDeque<>());
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        if (resets.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
          client.setSoLinger(true, 0);
          client.close();
        } else {
          clients.add(client);
          daemon(() -> relay(client));
        }
      } catch (IOException e) {
        return;
      }
    }
  }

  private void relay(Socket accepted) {
    try (Socket client = accepted;
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), inbox)) {
      new Conversation(new Line(client), new Line(upstream)).run();
    } catch (IOException e) {
      // Either side hung up; the client sees it as what it is.
    } finally {
      clients.remove(accepted);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "faulty-relay");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Conversation {

    private final Line client;
    private final Line server;
    private String atTheDot = "";
    private String sender = "";
    private String recipient = "";

    Conversation(Line client, Line server) {
      this.client = client;
      this.server = server;
    }

    void run() throws IOException {
      boolean late = waitToGreet();
      try {
        converse(late);
      } finally {
        if (late) {
          ungreetedLeft.decrementAndGet();
        }
      }
    }

    private void converse(boolean late) throws IOException {
      client.write(server.reply());
      for (String command = client.read(); command != null; command = client.read()) {
        if (late) {
          spokenTooLate.incrementAndGet();
        }
        String fault = faultOf(command);
        if (fault == null) {
          pass(command);
        } else if (IN_THE_MAIL.stream().anyMatch(fault::startsWith)) {
          atTheDot = fault;
          pass(command);
        } else {
          client.write(fault);
        }
        if (command.equalsIgnoreCase("QUIT")) {
          // As a server must (RFC 5321, 4.1.1.10); the mail client's pool waits for it.
          return;
        }
      }
    }

    private boolean waitToGreet() {
      CountDownLatch wait = greeting;
      if (wait.getCount() == 0) {
        return false;
      }
      ungreeted.incrementAndGet();
      ungreetedLeft.incrementAndGet();
      await(wait);
      return true;
    }

    private String faultOf(String command) {
      String verb = command.toUpperCase(Locale.ROOT);
      if (verb.startsWith("MAIL FROM:<")) {
        sender = command.substring(11, command.indexOf('>'));
      }
      if (!verb.startsWith("RCPT TO:<")) {
        return null;
      }
      recipient = command.substring(9, command.indexOf('>'));
      senders.put(recipient, sender);
      return faultsOf(recipient).poll();
    }

    private void pass(String command) throws IOException {
      if (command.equalsIgnoreCase("DATA") && atTheDot.equals(HOLD_AT_DATA)) {
        atTheDot = "";
        holding.add(recipient);
        await(held.get(recipient));
      }
      server.write(command);
      String reply = server.reply();
      client.write(reply);
      if (command.equalsIgnoreCase("DATA") && reply.startsWith("354")) {
        passMail();
      }
    }

    private void passMail() throws IOException {
      String line;
      do {
        line = client.read();
        if (line == null) {
          throw new IOException("the client ended in the middle of its mail");
        }
        server.write(line);
      } while (!line.equals("."));
      String reply = server.reply();
      if (atTheDot.equals(STALL_AFTER_DOT)) {
        stall();
      }
      if (atTheDot.startsWith(SAY_AFTER_DOT)) {
        client.write(atTheDot.substring(SAY_AFTER_DOT.length()));
      } else if (!atTheDot.isEmpty()) {
        throw new IOException("as the script says");
      } else {
        client.write(reply);
      }
      atTheDot = "";
    }

    /** The client says nothing more; all that can come is its hanging up. */
    private void stall() throws IOException {
      try {
        if (client.read() == null) {
          hungUp.add(recipient);
        }
      } catch (IOException reset) {
        hungUp.add(recipient);
      }
    }
  }

  private record Line(BufferedReader in, OutputStream out) {

    Line(Socket socket) throws IOException {
      this(
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1)),
          socket.getOutputStream());
    }

    String read() throws IOException {
      return in.readLine();
    }

    /** All lines of a reply: the last one has no hyphen after its code. */
    String reply() throws IOException {
      StringBuilder reply = new StringBuilder();
      String line = read();
      while (line != null && line.length() > 3 && line.charAt(3) == '-') {
        reply.append(line).append("\r\n");
        line = read();
      }
      if (line == null) {
        throw new IOException("the inbox hung up");
      }
      return reply.append(line).toString();
    }

    void write(String line) throws IOException {
      out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }
  }
}
