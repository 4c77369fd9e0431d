package dev.postern.backends.mail;

import dev.postern.backends.logging.QuietLogging;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.subethamail.smtp.server.SMTPServer;

/**
 * An SMTP server on loopback (RFC 5321) that takes every mail and keeps it for reading: the newest
 * 10,000, in memory, or in files of mode 0600 that outlive a restart.
 */
public final class SmtpInbox implements AutoCloseable {

  private static final int LARGEST_MAIL = 10 * 1024 * 1024;

  private final SMTPServer server;
  private final MailStore store;

  private SmtpInbox(SMTPServer server, MailStore store) {
    this.server = server;
    this.store = store;
  }

  /**
   * Starts an inbox in memory.
   *
   * @param port 0 takes a free one
   */
  public static SmtpInbox start(int port) {
    return start(port, MailStore.inMemory());
  }

  /** Starts an inbox that keeps its mails in a folder, made if it is missing. */
  public static SmtpInbox start(int port, Path folder) {
    return start(port, MailStore.in(folder));
  }

  private static SmtpInbox start(int port, MailStore store) {
    QuietLogging.onlyWarnings("org.subethamail");
    SMTPServer server =
        SMTPServer.port(port)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .softwareName("Postern inbox")
            .maxMessageSize(LARGEST_MAIL)
            .messageHandler((context, from, to, mail) -> store.add(to, mail))
            .build();
    server.start();
    return new SmtpInbox(server, store);
  }

  /** The mails to an address, newest first; the case of the address does not matter. */
  public List<ReceivedMail> messages(String to) {
    String address = to.toLowerCase(Locale.ROOT);
    return messages().stream().filter(mail -> mail.to().equals(address)).toList();
  }

  /** Every mail that is kept, newest first. */
  public List<ReceivedMail> messages() {
    return store.newestFirst();
  }

  /** Forgets every mail. */
  public void clear() {
    store.clear();
  }

  public int port() {
    return server.getPortAllocated();
  }

  @Override
  public void close() {
    server.stop();
  }
}
