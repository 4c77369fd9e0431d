package dev.postern.key.keys;

import dev.postern.key.validation.Comment;
import dev.postern.key.validation.PrivateKeyText;
import dev.postern.key.validation.PublicKeyValidator;
import dev.postern.key.validation.RejectedKeyException;
import dev.postern.key.validation.SshPublicKey;
import dev.postern.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Turns requests into keys to store, or into a problem that says what to change. */
@ApplicationScoped
class KeyRequestValidator {

  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
  private static final int SHORT_FINGERPRINT = "SHA256:".length() + 8;

  private final PublicKeyValidator validator;

  KeyRequestValidator(PublicKeyValidator validator) {
    this.validator = validator;
  }

  /**
   * Takes milliseconds for long RSA keys: call it on a worker thread.
   *
   * @throws Problem 400 that names the field
   */
  ValidKey check(NewKey request) {
    if (request == null) {
      throw Problem.badRequest("The body is missing; send a JSON object with the field key.");
    }
    refusePrivateKeyIn(request.title(), "title");
    SshPublicKey key = key(request.key());
    return new ValidKey(title(request.title(), key), key, expiry(request.expiresAt()));
  }

  private SshPublicKey key(String text) {
    if (text == null) {
      throw Problem.invalid("key", "is missing; paste the line of your .pub file");
    }
    try {
      return validator.validate(text);
    } catch (RejectedKeyException e) {
      throw Problem.invalid("key", e.getMessage());
    }
  }

  private static String title(String given, SshPublicKey key) {
    if (given == null || given.isBlank()) {
      return key.comment().isEmpty() ? describe(key) : key.comment();
    }
    String title = given.strip();
    if (title.length() > Comment.LONGEST || !Comment.isPrintable(title)) {
      throw Problem.invalid("title", "use at most 255 characters, all of which can be seen");
    }
    return title;
  }

  private static String describe(SshPublicKey key) {
    return key.type() + " " + key.fingerprint().substring(0, SHORT_FINGERPRINT);
  }

  private static Instant expiry(String given) {
    if (given == null) {
      return null;
    }
    Instant expiry = time(given);
    if (!expiry.isAfter(Instant.now()) || expiry.isAfter(LATEST)) {
      throw Problem.invalid("expiresAt", "must be in the future, and before the year 10000");
    }
    return expiry;
  }

  private static Instant time(String text) {
    refusePrivateKeyIn(text, "expiresAt");
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw Problem.invalid(
          "expiresAt", "write it as a time of RFC 3339, such as 2030-01-31T12:00:00Z");
    }
  }

  private static void refusePrivateKeyIn(String text, String field) {
    if (text != null && PrivateKeyText.isIn(text)) {
      throw Problem.invalid(field, PrivateKeyText.ADVICE);
    }
  }
}
