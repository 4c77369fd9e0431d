package dev.postern.events.requests;

/** By what requests are ordered. */
final class RequestKey {

  private RequestKey() {}

  /**
   * @param account null where none is known, as the subject
   * @return the first of them that is known
   */
  static String of(String account, String subject, String source) {
    if (account != null) {
      return account;
    }
    return subject != null ? subject : source;
  }
}
