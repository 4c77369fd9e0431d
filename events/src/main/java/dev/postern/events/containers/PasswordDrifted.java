package dev.postern.events.containers;

import dev.postern.events.EventData;
import java.time.Instant;

/**
 * The container's password is no longer the one that Postern set. Nothing was changed; said once
 * per generation.
 *
 * @param generation the password that was set last
 * @param noticedAt when it was noticed; when it happened is not known
 */
public record PasswordDrifted(
    String container,
    String account,
    String name,
    String environment,
    long generation,
    Instant noticedAt)
    implements EventData {

  @Override
  public String topicKey() {
    return container;
  }
}
