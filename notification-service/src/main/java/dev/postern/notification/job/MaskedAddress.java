package dev.postern.notification.job;

/** An e-mail address that its owner recognises and others do not learn: {@code d…@postern.test}. */
public final class MaskedAddress {

  private MaskedAddress() {}

  /**
   * @param address null where there is none, which gives null
   */
  public static String of(String address) {
    int at = address == null ? -1 : address.lastIndexOf('@');
    return at < 1 ? null : address.charAt(0) + "…" + address.substring(at);
  }
}
