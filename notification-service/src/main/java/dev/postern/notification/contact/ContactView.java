package dev.postern.notification.contact;

/**
 * A contact as its owner sees it.
 *
 * @param email where mails go; null where no address is confirmed yet
 * @param pendingEmail the address that waits to be confirmed; null where none does
 */
record ContactView(String account, String email, String locale, String pendingEmail) {

  /** An address is personal: not in a log, by accident either. */
  @Override
  public String toString() {
    return "ContactView[account=" + account + "]";
  }
}
