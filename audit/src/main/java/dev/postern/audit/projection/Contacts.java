package dev.postern.audit.projection;

import dev.postern.audit.log.EventReference;
import dev.postern.audit.log.Fold;
import dev.postern.audit.log.LogEvent;
import dev.postern.events.Actor;
import dev.postern.events.notifications.ContactChanged;
import dev.postern.events.notifications.ContactConfirmed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Since when the mails of each account go where they go. Addresses are in no event. */
public final class Contacts {

  private final Map<String, List<Change>> byAccount = new HashMap<>();

  private Contacts() {}

  public static Contacts of(Fold fold) {
    var contacts = new Contacts();
    fold.on(ContactChanged.class, contacts::changed)
        .on(ContactConfirmed.class, (event, data) -> contacts.add(event, data.account()));
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
  private void changed(LogEvent event, ContactChanged data) {
    boolean waits = data.change() != null;
    boolean moves = !Objects.equals(data.previous(), data.next());
    if (!waits && moves) {
      add(event, data.account());
    }
  }

  private void add(LogEvent event, String account) {
    byAccount
        .computeIfAbsent(account, a -> new ArrayList<>(1))
        .add(new Change(EventReference.of(event), event.actor().orElse(null)));
  }
}
