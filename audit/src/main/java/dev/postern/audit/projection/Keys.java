package dev.postern.audit.projection;

import dev.postern.audit.log.EventReference;
import dev.postern.audit.log.Fold;
import dev.postern.audit.log.LogEvent;
import dev.postern.events.keys.KeyAdded;
import dev.postern.events.keys.KeyDisabled;
import dev.postern.events.keys.KeyRemoved;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** The keys that accounts have. */
public final class Keys {

  private final Map<String, Key> byId = new HashMap<>();

  private Keys() {}

  public static Keys of(Fold fold) {
    var keys = new Keys();
    fold.on(KeyAdded.class, keys::added)
        .on(KeyDisabled.class, keys::disabled)
        .on(KeyRemoved.class, (event, data) -> keys.byId.remove(data.key()));
    return keys;
  }

  public Collection<Key> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  private void added(LogEvent event, KeyAdded data) {
    byId.put(
        data.key(),
        new Key(
            data.key(),
            data.account(),
            data.title(),
            data.type(),
            data.bits(),
            data.fingerprint(),
            data.expiresAt(),
            EventReference.of(event)));
  }

  private void disabled(LogEvent event, KeyDisabled data) {
    Key key = byId.get(data.key());
    if (key != null) {
      key.disabled = EventReference.of(event);
    }
  }
}
