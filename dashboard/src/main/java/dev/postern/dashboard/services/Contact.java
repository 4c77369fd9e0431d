package dev.postern.dashboard.services;

/**
 * Where an account's mails go.
 *
 * @param email null where no address is confirmed yet
 * @param maskedEmail the same, for a page that another person may see: {@code d…@a.test}
 * @param pendingEmail the address that waits to be confirmed; null where none does
 */
public record Contact(
    String account, String email, String maskedEmail, String locale, String pendingEmail) {

  /** An address is personal: not in a log, by accident either. */
  @Override
  public String toString() {
    return "Contact[account=" + account + "]";
  }
}
