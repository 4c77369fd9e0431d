package dev.postern.notification.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server that does what no mail server should, at one step of its first connection; the
 * later ones it serves well. It keeps every mail that came up to its final dot.
 */
final class ScriptedMailServer implements AutoCloseable {

  enum Misdeed {
    /** Says nothing until {@link #wakeUp}, and then goes on as if nothing had been. */
    SILENCE,
    HANG_UP,
    RESET,
    /** Agrees to TLS, and then says nothing until {@link #wakeUp}. */
    SHAKE_NO_HANDS,
    ASK_TO_WAIT,
    REFUSE,
    SPEAK_HTTP,
    SAY_A_STRANGE_CODE,
    LINE_WITHOUT_END,
    REPLY_WITHOUT_END
  }

  private final ServerSocket listener;
  private final SmtpStep step;
  private final Misdeed misdeed;
  private final SSLContext tls;
  private final boolean tlsFromTheStart;
  private final CountDownLatch awake = new CountDownLatch(1);
  private final CountDownLatch firstEnded = new CountDownLatch(1);
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> mails = new CopyOnWriteArrayList<>();
  private final List<Long> dots = new CopyOnWriteArrayList<>();
  private final List<String> signIns = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  private ScriptedMailServer(
      SmtpStep step, Misdeed misdeed, SSLContext tls, boolean tlsFromTheStart) {
    this.step = step;
    this.misdeed = misdeed;
    this.tls = tls;
    this.tlsFromTheStart = tlsFromTheStart;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  static ScriptedMailServer good() {
    return new ScriptedMailServer(null, null, null, false);
  }

  static ScriptedMailServer good(SSLContext tls) {
    return new ScriptedMailServer(null, null, tls, false);
  }

  /** As on port 465. */
  static ScriptedMailServer encrypted(SSLContext tls) {
    return new ScriptedMailServer(null, null, tls, true);
  }

  static ScriptedMailServer bad(SmtpStep step, Misdeed misdeed) {
    return new ScriptedMailServer(step, misdeed, null, false);
  }

  int port() {
    return listener.getLocalPort();
  }

  void wakeUp() {
    awake.countDown();
  }

  /** Completes when the client has closed the first connection. */
  CountDownLatch firstEnded() {
    return firstEnded;
  }

  int connections() {
    return connections.get();
  }

  /** As they came over the wire, without the dot. */
  List<String> mails() {
    return mails;
  }

  /** When the dot of each was read, by {@link System#nanoTime}. */
  List<Long> dots() {
    return dots;
  }

  /** What came with AUTH. */
  List<String> signIns() {
    return signIns;
  }

  /** As a server does with connections that have no work. */
  void hangUp(String lastWord) {
    for (Socket socket : open) {
      try (socket) {
        socket.getOutputStream().write(lastWord.getBytes(StandardCharsets.ISO_8859_1));
      } catch (IOException e) {
        // The client was quicker.
      }
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        boolean first = connections.incrementAndGet() == 1;
        open.add(client);
        daemon(() -> serve(client, first));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client, boolean first) {
    try (client) {
      client.setTcpNoDelay(true);
      new Conversation(client, first).run();
    } catch (IOException e) {
      // The client is gone.
    } finally {
      open.remove(client);
      if (first) {
        firstEnded.countDown();
      }
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "scripted-mail-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    wakeUp();
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Conversation {

    private final boolean first;
    private Socket client;
    private BufferedReader in;
    private OutputStream out;

    Conversation(Socket client, boolean first) throws IOException {
      this.first = first;
      use(client);
    }

    private void use(Socket socket) throws IOException {
      client = socket;
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      out = socket.getOutputStream();
    }

    void run() throws IOException {
      if (tlsFromTheStart) {
        encrypt();
      }
      answer(SmtpStep.GREETING, "220 scripted");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String verb = line.split(" ")[0].toUpperCase(Locale.ROOT);
        switch (verb) {
          case "EHLO" -> answer(SmtpStep.HELLO, offers());
          case "STARTTLS" -> startTls();
          case "AUTH" -> {
            signIns.add(line);
            answer(SmtpStep.SIGN_IN, "235 2.7.0 welcome");
          }
          case "MAIL" -> answer(SmtpStep.SENDER, "250 ok");
          case "RCPT" -> answer(SmtpStep.RECIPIENT, "250 ok");
          case "DATA" -> data();
          case "QUIT" -> {
            say("221 bye");
            return;
          }
          default -> say("500 what?");
        }
      }
    }

    private String offers() {
      boolean encrypted = client instanceof SSLSocket;
      boolean offersTls = !encrypted && (tls != null || first && step == SmtpStep.TLS);
      return "250-scripted\r\n"
          + (offersTls ? "250-STARTTLS\r\n" : "250-AUTH LOGIN PLAIN\r\n")
          + "250 8BITMIME";
    }

    private void startTls() throws IOException {
      if (!answer(SmtpStep.TLS, "220 go ahead") || tls == null) {
        return;
      }
      encrypt();
    }

    private void encrypt() throws IOException {
      SSLSocket encrypted =
          (SSLSocket) tls.getSocketFactory().createSocket(client, "localhost", 0, true);
      encrypted.setUseClientMode(false);
      encrypted.startHandshake();
      use(encrypted);
    }

    private void data() throws IOException {
      if (!answer(SmtpStep.DATA, "354 end with a dot") || !answer(SmtpStep.CONTENT, "")) {
        return;
      }
      StringBuilder mail = new StringBuilder();
      for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
        if (line == null) {
          throw new IOException("no dot");
        }
        mail.append(line).append('\n');
      }
      dots.add(System.nanoTime());
      mails.add(mail.toString());
      answer(SmtpStep.DOT, "250 ok");
    }

    /** False where something else was said. */
    private boolean answer(SmtpStep at, String reply) throws IOException {
      if (first && at == step) {
        misbehave();
      }
      boolean goesOn = !first || at != step || misdeed == Misdeed.SILENCE;
      if (goesOn && !reply.isEmpty()) {
        say(reply);
      }
      return goesOn;
    }

    private void misbehave() throws IOException {
      switch (misdeed) {
        case SILENCE -> await(awake);
        case HANG_UP -> client.close();
        case RESET -> {
          client.setSoLinger(true, 0);
          client.close();
        }
        case SHAKE_NO_HANDS -> {
          say("220 go ahead");
          await(awake);
        }
        case ASK_TO_WAIT -> say("421 4.3.2 going down");
        case REFUSE -> say("554 5.0.0 no");
        case SPEAK_HTTP -> say("HTTP/1.1 400 Bad Request");
        case SAY_A_STRANGE_CODE -> say("199 well");
        case LINE_WITHOUT_END -> flood("220 and so on and so on");
        case REPLY_WITHOUT_END -> flood("250-and so on\r\n");
        default -> throw new IllegalStateException("no such misdeed");
      }
    }

    private void flood(String text) throws IOException {
      while (true) {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      }
    }

    private void say(String reply) throws IOException {
      out.write((reply + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
