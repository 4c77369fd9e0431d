package dev.postern.audit.projection;

import dev.postern.audit.log.EventReference;
import dev.postern.audit.log.Fold;
import dev.postern.audit.log.LogEvent;
import dev.postern.events.keys.EnvironmentShared;
import dev.postern.events.keys.EnvironmentUnshared;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** The shares that accounts give. */
public final class Shares {

  private final Map<String, Share> byId = new HashMap<>();

  private Shares() {}

  public static Shares of(Fold fold) {
    var shares = new Shares();
    fold.on(EnvironmentShared.class, shares::shared)
        .on(EnvironmentUnshared.class, (event, data) -> shares.byId.remove(data.share()));
    return shares;
  }

  public Collection<Share> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  private void shared(LogEvent event, EnvironmentShared data) {
    byId.put(
        data.share(),
        new Share(
            data.share(),
            data.account(),
            data.environment(),
            data.with(),
            EventReference.of(event)));
  }
}
