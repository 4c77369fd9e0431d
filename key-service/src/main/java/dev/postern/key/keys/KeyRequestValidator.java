package dev.postern.key.keys;

import dev.postern.key.validation.Comment;
import dev.postern.key.validation.PrivateKeyText;
import dev.postern.key.validation.PublicKeyValidator;
import dev.postern.key.validation.RejectedKeyException;
import dev.postern.key.validation.SshPublicKey;
import dev.postern.problem.Problem;
import dev.postern.problem.TimeRule;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Turns requests into keys to store, or into a problem that says what to change. */
@ApplicationScoped
class KeyRequestValidator {

  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

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
      return key.comment().isEmpty() ? KeyName.of(key.type(), key.fingerprint()) : key.comment();
    }
    String title = given.strip();
    if (title.length() > Comment.LONGEST || !Comment.isPrintable(title)) {
      throw Problem.invalid("title", "use at most 255 characters, all of which can be seen");
    }
    return title;
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
    return TimeRule.parse("expiresAt", text);
  }

  private static void refusePrivateKeyIn(String text, String field) {
    if (text != null && PrivateKeyText.isIn(text)) {
      throw Problem.invalid(field, PrivateKeyText.ADVICE);
    }
  }
}
