package dev.postern.notification.job;

/** What a mail is about. */
public enum MailKind {
  CONTAINER_CREATED,
  PASSWORD_RESET,
  KEY_ADDED,
  KEY_DISABLED,
  ADDRESS_CONFIRMATION,
  ADDRESS_CHANGE_NOTICE,
  PUBLIC_IP_ATTACHED,
  PUBLIC_IP_DETACHED,
  PUBLIC_IP_MOVED,
  RESET_FAILED,
  SSH_UNUSABLE;

  /** Whether the mail carries a password, which is leased when it is sent. */
  public boolean carriesSecret() {
    return this == CONTAINER_CREATED || this == PASSWORD_RESET;
  }

  /** Whether the mail also says what is known of its container from other events. */
  boolean describesContainer() {
    return isAboutAddress() || this == RESET_FAILED || this == SSH_UNUSABLE;
  }

  /** Whether the mail is about a container's public address. */
  boolean isAboutAddress() {
    return this == PUBLIC_IP_ATTACHED || this == PUBLIC_IP_DETACHED || this == PUBLIC_IP_MOVED;
  }
}
