package dev.postern.notification.job;

/** What a mail is about. */
public enum MailKind {
  CONTAINER_CREATED,
  PASSWORD_RESET,
  KEY_ADDED,
  ADDRESS_CONFIRMATION,
  ADDRESS_CHANGE_NOTICE;

  /** Whether the mail carries a password, which is leased when it is sent. */
  public boolean carriesSecret() {
    return this == CONTAINER_CREATED || this == PASSWORD_RESET;
  }
}
