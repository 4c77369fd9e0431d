package dev.postern.backends.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
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

  /** A message that is no MIME is shown as it came, for it was accepted. */
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
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      return findIn(parts, type);
    }
    if (!part.isMimeType(type) || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
      return Optional.empty();
    }
    return Optional.of(part.getContent().toString());
  }

  private static Optional<String> findIn(Multipart parts, String type)
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
