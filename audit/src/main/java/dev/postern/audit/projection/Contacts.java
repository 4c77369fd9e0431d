package dev.postern.audit.projection;

import dev.postern.audit.log.Actor;
import dev.postern.audit.log.EventReference;
import dev.postern.audit.log.Fold;
import dev.postern.audit.log.LogEvent;
import dev.postern.events.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Since when the mails of each account go where they go. Addresses are in no event. */
public final class Contacts {

  private static final String CHANGED = "dev.postern.ContactChanged.v1";
  private static final String CONFIRMED = "dev.postern.ContactConfirmed.v1";

  private final Map<String, List<Change>> byAccount = new HashMap<>();

  private Contacts() {}

  public static Contacts of(Fold fold) {
    var contacts = new Contacts();
    fold.on(Topics.NOTIFICATIONS, CHANGED, contacts::changed)
        .on(Topics.NOTIFICATIONS, CONFIRMED, contacts::add);
    return contacts;
  }

  /**
   * From this event on mails went to another address.
   *
   * @param actor who asked for it; null where the event does not say
   */
  public record Change(EventReference event, Actor actor) {}

  /** The change that counted then; empty where the contact was never changed. */
  public Optional<Change> at(String account, Instant moment) {
    return byAccount.getOrDefault(account, List.of()).stream()
        .filter(change -> !change.event().time().isAfter(moment))
        .reduce((before, after) -> after);
  }

  /** One that has to be confirmed does not count yet; one of the language only moves nothing. */
  private void changed(LogEvent event) {
    boolean waits = event.tree().path("change").isTextual();
    boolean moves = !event.tree().path("previous").equals(event.tree().path("next"));
    if (!waits && moves) {
      add(event);
    }
  }

  private void add(LogEvent event) {
    byAccount
        .computeIfAbsent(event.tree().path("account").asText(), account -> new ArrayList<>(1))
        .add(new Change(EventReference.of(event), event.actor().orElse(null)));
  }
}
