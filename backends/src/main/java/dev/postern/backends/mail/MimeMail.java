package dev.postern.backends.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** What of a MIME message (RFC 2045–2049) a person reads. */
record MimeMail(String subject, String text, String html, String messageId) {

  private static final Session SESSION = Session.getInstance(new Properties());

  /** A message that is not MIME is shown as it came, because it was accepted. */
  static MimeMail parse(byte[] mime) {
    try {
      var message = new MimeMessage(SESSION, new ByteArrayInputStream(mime));
      return new MimeMail(
          Optional.ofNullable(message.getSubject()).orElse(""),
          find(message, "text/plain").orElse(""),
          find(message, "text/html").orElse(""),
          Optional.ofNullable(message.getMessageID()).orElse(""));
    } catch (MessagingException | IOException e) {
      return new MimeMail("", new String(mime, StandardCharsets.UTF_8), "", "");
    }
  }

  private static Optional<String> find(Part part, String type)
      throws MessagingException, IOException {
    if (part.isMimeType("multipart/*")) {
      return findIn(new MimeMultipart(part.getDataHandler().getDataSource()), type);
    }
    if (!part.isMimeType(type) || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
      return Optional.empty();
    }
    return Optional.of(decoded(part));
  }

  /** Not {@code getContent()}: what that gives depends on the class loader of the thread. */
  private static String decoded(Part part) throws MessagingException, IOException {
    String charset = new ContentType(part.getContentType()).getParameter("charset");
    try (var in = part.getInputStream()) {
      return new String(
          in.readAllBytes(), MimeUtility.javaCharset(charset == null ? "utf-8" : charset));
    }
  }

  private static Optional<String> findIn(MimeMultipart parts, String type)
      throws MessagingException, IOException {
    for (int i = 0; i < parts.getCount(); i++) {
      BodyPart part = parts.getBodyPart(i);
      Optional<String> found = find(part, type);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  ReceivedMail received(String id, String to) {
    return new ReceivedMail(
        id, to.toLowerCase(Locale.ROOT), subject, text, html, messageId, Instant.now());
  }
}
