package dev.postern.notification.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The envelope's sender, one for each mail (VERP): {@code bounces+<job>@example.org}. A bounce
 * comes back to it, so it tells of which mail it is without a look at the mail's content.
 */
@ApplicationScoped
public class ReturnPath {

  private static final Pattern JOB = Pattern.compile("\\+([0-9a-f]{32})@");

  private final Optional<String> address;

  /**
   * @param address where bounces are read; without one they go to the sender of the mails, and this
   *     service does not read them
   */
  ReturnPath(@ConfigProperty(name = "postern.bounces.address") Optional<String> address) {
    this.address = address.filter(text -> !text.isBlank());
  }

  Optional<String> of(UUID job) {
    return address.map(
        text -> {
          int at = text.lastIndexOf('@');
          return text.substring(0, at) + "+" + job.toString().replace("-", "") + text.substring(at);
        });
  }

  /**
   * The job that an address of this shape names.
   *
   * @param recipient an address, or a header that holds one; may be null
   */
  public static Optional<UUID> jobIn(String recipient) {
    if (recipient == null) {
      return Optional.empty();
    }
    Matcher found = JOB.matcher(recipient.toLowerCase(Locale.ROOT));
    return found.find() ? Optional.of(uuidOf(found.group(1))) : Optional.empty();
  }

  private static UUID uuidOf(String hex) {
    return new UUID(
        Long.parseUnsignedLong(hex.substring(0, 16), 16),
        Long.parseUnsignedLong(hex.substring(16), 16));
  }
}
