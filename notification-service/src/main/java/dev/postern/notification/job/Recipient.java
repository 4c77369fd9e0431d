package dev.postern.notification.job;

/**
 * The address that a mail goes to, and its language.
 *
 * @param address an address that {@code contact} has checked
 * @param locale the language tag of the mail's texts: {@code en} or {@code de}
 */
public record Recipient(String address, String locale) {

  /** An address is personal: not in a log, by accident either. */
  @Override
  public String toString() {
    return "Recipient[locale=" + locale + "]";
  }
}
