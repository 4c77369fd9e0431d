package dev.postern.notification.contact;

import dev.postern.notification.job.MaskedAddress;

/**
 * A contact as its owner sees it.
 *
 * @param email where mails go; null where no address is confirmed yet
 * @param maskedEmail the same, for a page that another person may see
 * @param pendingEmail the address that waits to be confirmed; null where none does
 */
record ContactView(
    String account, String email, String maskedEmail, String locale, String pendingEmail) {

  static ContactView of(String account, String email, String locale, String pendingEmail) {
    return new ContactView(account, email, MaskedAddress.of(email), locale, pendingEmail);
  }

  /** An address is personal: not in a log, by accident either. */
  @Override
  public String toString() {
    return "ContactView[account=" + account + "]";
  }
}
