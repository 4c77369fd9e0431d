package dev.postern.events.sessions;

import dev.postern.events.EventData;
import java.util.UUID;

/**
 * A person who signed in opened a terminal in a container, in a browser, say: the one way in
 * without a key.
 *
 * @param session one terminal
 * @param owner the account that owns the container
 * @param account the account that signed in: the owner, or one the environment is shared with
 * @param source IP address of the client
 */
public record TerminalOpened(
    UUID session, String container, String owner, String account, String source)
    implements EventData {

  @Override
  public String topicKey() {
    return container;
  }
}
