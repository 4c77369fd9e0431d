package dev.postern.dashboard.services;

/**
 * Where an account's mails go.
 *
 * @param email null where no address is confirmed yet
 * @param pendingEmail the address that waits to be confirmed; null where none does
 */
public record Contact(String account, String email, String locale, String pendingEmail) {

  /** Enough to recognise one's own address over somebody's shoulder, such as {@code d…@a.test}. */
  public String masked() {
    int at = email == null ? -1 : email.indexOf('@');
    return at < 1 ? null : email.substring(0, 1) + "…" + email.substring(at);
  }

  /** An address is personal: not in a log, by accident either. */
  @Override
  public String toString() {
    return "Contact[account=" + account + "]";
  }
}
