package dev.postern.events.containers;

import dev.postern.events.EventData;

/**
 * No password of this generation will ever be applied; the one before it is still valid. {@code
 * reason} is a word such as {@code PASSWORD_LOGIN_DISABLED}.
 */
public record PasswordResetFailed(
    String container, String account, String name, long generation, String batch, String reason)
    implements EventData {

  @Override
  public String topicKey() {
    return container;
  }
}
