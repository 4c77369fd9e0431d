package dev.postern.notification.mail;

/**
 * What the templates of the mails about a change of address print.
 *
 * @param link confirms the change; empty in the notice to the old address
 */
public record AddressLetter(String account, String link, String askedAt) {

  /** Redacted: whoever has the link can confirm. */
  @Override
  public String toString() {
    return "AddressLetter[account=" + account + "]";
  }
}
