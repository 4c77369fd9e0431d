package dev.postern.notification.contact;

import dev.postern.problem.FieldError;
import dev.postern.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a PUT.
 *
 * @param locale a language tag such as {@code de}; English where it is absent
 */
record ContactRequest(String email, String locale) {

  /** The checked form. Every field that is wrong is named at once. */
  Checked check() {
    List<FieldError> errors = new ArrayList<>();
    var address = EmailAddress.parse(email);
    if (address.isEmpty()) {
      errors.add(new FieldError("email", "give an e-mail address such as name@example.org"));
    }
    var language = MailLocale.parse(locale);
    if (language.isEmpty()) {
      errors.add(new FieldError("locale", "give a language tag such as en or de"));
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    return new Checked(address.orElseThrow(), language.orElseThrow());
  }

  record Checked(EmailAddress email, MailLocale locale) {}

  /** An address is personal: not in a log, by accident either. */
  @Override
  public String toString() {
    return "ContactRequest[redacted]";
  }
}
