package dev.postern.notification.bounce;

import dev.postern.notification.mail.ReturnPath;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePartDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a {@code multipart/report; report-type=delivery-status} (RFC 6522, RFC 3464). The mail may
 * come from anyone, so a mail of any other form is no report, and nothing of it is kept.
 */
final class ReportParser {

  /** Where servers write the address that a mail was delivered to. */
  private static final List<String> DELIVERED_TO =
      List.of("Delivered-To", "X-Original-To", "Envelope-To", "To");

  private static final List<String> STATUS_TYPES =
      List.of("message/delivery-status", "message/global-delivery-status");

  private static final List<String> RETURNED_TYPES =
      List.of(
          "message/rfc822",
          "text/rfc822-headers",
          "message/rfc822-headers",
          "message/global",
          "message/global-headers");

  private static final Pattern OWN_MESSAGE_ID =
      Pattern.compile("<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@");

  private ReportParser() {}

  /**
   * @param mail the message as it arrived
   * @param recipient the address it was delivered to, where the poster knows it; else null
   */
  static Optional<DeliveryReport> parse(byte[] mail, String recipient) {
    try {
      MimeMessage message =
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
      return message.isMimeType("multipart/report") ? read(message, recipient) : Optional.empty();
    } catch (MessagingException | IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<DeliveryReport> read(MimeMessage message, String recipient)
      throws MessagingException, IOException {
    MimeMultipart parts = new MimeMultipart(new MimePartDataSource(message));
    Optional<UUID> job =
        ReturnPath.jobIn(recipient).or(() -> addressedJob(message)).or(() -> returnedJob(parts));
    Optional<InternetHeaders> fate = fateOf(parts);
    if (job.isEmpty() || fate.isEmpty()) {
      return Optional.empty();
    }
    String action = first(fate.get(), "Action").toLowerCase(Locale.ROOT);
    return Optional.of(new DeliveryReport(job.get(), action, first(fate.get(), "Status")));
  }

  private static Optional<UUID> addressedJob(MimeMessage message) {
    return DELIVERED_TO.stream()
        .map(header -> joined(message, header))
        .flatMap(text -> ReturnPath.jobIn(text).stream())
        .findFirst();
  }

  private static String joined(MimeMessage message, String header) {
    try {
      return message.getHeader(header, ",");
    } catch (MessagingException e) {
      return null;
    }
  }

  /** The Message-ID of the mail that came back; ours are the ids of their jobs. */
  private static Optional<UUID> returnedJob(MimeMultipart parts) {
    try {
      Optional<BodyPart> returned = part(parts, RETURNED_TYPES);
      if (returned.isEmpty()) {
        return Optional.empty();
      }
      try (InputStream content = returned.get().getInputStream()) {
        Matcher id = OWN_MESSAGE_ID.matcher(first(new InternetHeaders(content), "Message-ID"));
        return id.find() ? Optional.of(UUID.fromString(id.group(1))) : Optional.empty();
      }
    } catch (MessagingException | IOException e) {
      return Optional.empty();
    }
  }

  /** The fields of the recipient; a mail of ours has only one. */
  private static Optional<InternetHeaders> fateOf(MimeMultipart parts)
      throws MessagingException, IOException {
    Optional<BodyPart> status = part(parts, STATUS_TYPES);
    if (status.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream content =
        new ByteArrayInputStream(status.get().getInputStream().readAllBytes())) {
      while (content.available() > 0) {
        InternetHeaders fields = new InternetHeaders(content);
        if (fields.getHeader("Action") != null) {
          return Optional.of(fields);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<BodyPart> part(MimeMultipart parts, List<String> types)
      throws MessagingException {
    for (int i = 0; i < parts.getCount(); i++) {
      BodyPart part = parts.getBodyPart(i);
      for (String type : types) {
        if (part.isMimeType(type)) {
          return Optional.of(part);
        }
      }
    }
    return Optional.empty();
  }

  /** Without a comment in parentheses, which RFC 3464 allows behind a value. */
  private static String first(InternetHeaders fields, String name) {
    String[] values = fields.getHeader(name);
    return values == null ? "" : values[0].replaceAll("\\(.*", "").strip();
  }
}
