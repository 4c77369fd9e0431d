package dev.postern.local.parts;

import dev.postern.backends.files.PrivateFiles;
import dev.postern.backends.mail.InboxServer;
import dev.postern.backends.mail.SmtpInbox;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Ports;

/** The SMTP server that takes every mail, and the page that shows them. */
final class InboxPart implements Part {

  private final Instance instance;
  private SmtpInbox inbox;
  private InboxServer server;

  InboxPart(Instance instance) {
    this.instance = instance;
  }

  @Override
  public String name() {
    return "inbox and SMTP";
  }

  @Override
  public synchronized String start() {
    Ports ports = new Ports(instance);
    inbox = SmtpInbox.start(ports.smtp(), PrivateFiles.folder(instance.data().resolve("mails")));
    server = InboxServer.start(ports.inboxPage(), inbox);
    return "http://localhost:" + server.port() + ", SMTP localhost:" + inbox.port();
  }

  @Override
  public synchronized void stop() {
    if (server != null) {
      server.close();
      server = null;
    }
    if (inbox != null) {
      inbox.close();
      inbox = null;
    }
  }
}
