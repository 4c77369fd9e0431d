package dev.postern.backends.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Properties;

/** Sends a mail of two parts with a client that is not ours. */
final class Mails {

  private Mails() {}

  static void send(int port, String to, String subject) throws MessagingException {
    Transport.send(mail(session(port), to, subject));
  }

  static void sendAs(int port, String user, String password) throws MessagingException {
    Session session = session(port);
    session.getProperties().put("mail.smtp.auth", "true");
    Transport.send(mail(session, "demo@postern.test", "authenticated"), user, password);
  }

  static Session session(int port) {
    var settings = new Properties();
    settings.put("mail.smtp.host", "127.0.0.1");
    settings.put("mail.smtp.port", port);
    settings.put("mail.smtp.timeout", "10000");
    return Session.getInstance(settings);
  }

  static MimeMessage mail(Session session, String to, String subject) throws MessagingException {
    var message = new FixedIdMessage(session);
    message.setFrom(new InternetAddress("postern@postern.test"));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
    message.setSubject(subject, "UTF-8");
    var text = new MimeBodyPart();
    text.setText("Login: root\r\n.dotted line\r\nGrüße\r\n", "UTF-8");
    var html = new MimeBodyPart();
    html.setText("<p>Login: <b>root</b></p>", "UTF-8", "html");
    message.setContent(new MimeMultipart("alternative", text, html));
    message.saveChanges();
    return message;
  }

  /** Jakarta Mail makes an id of its own when a message is saved. */
  private static final class FixedIdMessage extends MimeMessage {
    FixedIdMessage(Session session) {
      super(session);
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<1@postern.test>");
    }
  }
}
