package dev.postern.events.sessions;

import dev.postern.events.EventData;
import java.util.UUID;

/**
 * A client entered a container through the gateway.
 *
 * @param session one connection of a client into one container
 * @param owner the account that owns the container
 * @param account the account whose key it was: the owner, or one the environment is shared with
 * @param key the key's id
 * @param fingerprint {@code SHA256:} and unpadded base64 as OpenSSH prints it
 * @param source IP address of the client
 * @param menu whether the container was chosen in the menu
 */
public record SessionOpened(
    UUID session,
    String container,
    String owner,
    String account,
    String key,
    String fingerprint,
    String source,
    boolean menu)
    implements EventData {

  @Override
  public String topicKey() {
    return container;
  }
}
