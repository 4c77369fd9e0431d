package dev.postern.audit.projection;

import dev.postern.audit.log.EventReference;

/**
 * An environment that another account may enter too.
 *
 * @param owner the account whose environment it is
 * @param with the account that may enter
 * @param since the event that began it
 */
public record Share(
    String id, String owner, String environment, String with, EventReference since) {

  public boolean covers(Container container) {
    return owner.equals(container.account()) && environment.equals(container.environment());
  }
}
