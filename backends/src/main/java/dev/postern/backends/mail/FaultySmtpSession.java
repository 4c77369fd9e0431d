package dev.postern.backends.mail;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One client of a {@link FaultyMailServer}: RFC 5321 as far as a sender of mail needs it. */
final class FaultySmtpSession {

  private final FaultyMailServer server;
  private final Socket client;
  private final List<String> recipients = new ArrayList<>();
  private Fault fault = Fault.none();

  FaultySmtpSession(FaultyMailServer server, Socket client) {
    this.server = server;
    this.client = client;
  }

  void run() {
    try (client) {
      client.setTcpNoDelay(true);
      var in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      answer("220 localhost ready");
      String line = in.readLine();
      while (line != null && handle(line, in)) {
        line = in.readLine();
      }
    } catch (IOException e) {
      // The client is gone, or the server was closed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** False ends the session. */
  private boolean handle(String line, BufferedReader in) throws IOException, InterruptedException {
    String command = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
    return switch (command) {
      case "EHLO" -> answer("250-localhost\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME");
      case "AUTH" -> authenticate(line, in);
      case "MAIL" -> mail();
      case "RCPT" -> recipient(line);
      case "DATA" -> data(in);
      case "QUIT" -> !answer("221 Bye"); // Said, and over.
      default -> answer("250 Ok");
    };
  }

  private boolean authenticate(String line, BufferedReader in) throws IOException {
    if (line.toUpperCase(Locale.ROOT).startsWith("AUTH LOGIN")) {
      answer("334 VXNlcm5hbWU6");
      in.readLine();
      answer("334 UGFzc3dvcmQ6");
      in.readLine();
    } else if (line.trim().equalsIgnoreCase("AUTH PLAIN")) {
      answer("334 ");
      in.readLine();
    }
    return server.peek().at() == Fault.Step.AUTH
        ? answer(server.take().reply())
        : answer("235 2.7.0 Welcome");
  }

  private boolean mail() throws IOException {
    recipients.clear();
    fault = server.take();
    return switch (fault.at()) {
      case AUTH -> answer("530 5.7.0 Authentication required");
      case MAIL -> answer(fault.reply());
      default -> answer("250 Ok");
    };
  }

  private boolean recipient(String line) throws IOException {
    if (fault.at() == Fault.Step.RECIPIENT) {
      return answer(fault.reply());
    }
    recipients.add(line.replaceAll("(?i)^RCPT TO:\\s*<?([^>\\s]*)>?.*$", "$1"));
    return answer("250 Ok");
  }

  private boolean data(BufferedReader in) throws IOException, InterruptedException {
    answer("354 End with a dot");
    byte[] mime = toFinalDot(in);
    List<ReceivedMail> mails =
        recipients.stream().map(to -> MimeMail.parse(mime).received("", to)).toList();
    mails.forEach(server::transmitted);
    Thread.sleep(fault.delay().toMillis());
    if (fault.accepts()) {
      mails.forEach(server::accepted);
    }
    return fault.reply() != null && answer(fault.reply());
  }

  private static byte[] toFinalDot(BufferedReader in) throws IOException {
    var mime = new ByteArrayOutputStream();
    String line = in.readLine();
    while (line != null && !line.equals(".")) {
      String unstuffed = line.startsWith(".") ? line.substring(1) : line;
      mime.writeBytes((unstuffed + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      line = in.readLine();
    }
    if (line == null) {
      throw new EOFException("The client left before the final dot");
    }
    return mime.toByteArray();
  }

  private boolean answer(String reply) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    return true;
  }
}
