package dev.postern.events.containers;

import dev.postern.events.EventData;
import java.util.List;

/**
 * The keys with which Postern enters containers are these from now on; the first time, what they
 * are. A container has them once it was visited.
 *
 * @param file which file of authorised keys: {@code access-keys}
 * @param fingerprints as OpenSSH prints them, in order
 */
public record AccessKeysRotated(String file, List<String> fingerprints) implements EventData {

  @Override
  public String topicKey() {
    return file;
  }
}
