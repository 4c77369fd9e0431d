package dev.postern.key.keys;

/**
 * What a key is called where nobody gave it a title: its type and the beginning of its fingerprint.
 */
final class KeyName {

  private static final int SHORT_FINGERPRINT = "SHA256:".length() + 8;

  private KeyName() {}

  static String of(String type, String fingerprint) {
    return type + " " + fingerprint.substring(0, SHORT_FINGERPRINT);
  }

  /**
   * What events call a key. They are kept for years and read by many, and a key's comment is often
   * the e-mail address of a person: a title that came from the comment stays in this service.
   */
  static String inEvents(SshKey key) {
    return key.title.equals(key.comment) ? of(key.type, key.fingerprint) : key.title;
  }
}
