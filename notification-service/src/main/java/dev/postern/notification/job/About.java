package dev.postern.notification.job;

/**
 * Whose mail it is, and what it is about.
 *
 * @param container null where the mail is about the account
 * @param address the container's public address; null where the mail is about none
 */
public record About(String account, String container, String address) {

  public static About account(String account) {
    return new About(account, null, null);
  }

  public static About container(String account, String container) {
    return new About(account, container, null);
  }
}
