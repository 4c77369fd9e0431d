package dev.postern.notification.contact;

import dev.postern.events.notifications.ContactChanged;
import dev.postern.events.notifications.ContactConfirmed;
import dev.postern.outbox.CurrentCause;
import dev.postern.outbox.OutboxEmitter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Publishes who leads an account's mails elsewhere, in the caller's transaction and before the
 * contact is changed. A change that waits has the id of its event.
 */
@ApplicationScoped
class ContactPublisher {

  private final OutboxEmitter outbox;
  private final AddressDigest digest;

  ContactPublisher(OutboxEmitter outbox, AddressDigest digest) {
    this.outbox = outbox;
    this.digest = digest;
  }

  /** It counts at once. */
  Uni<Void> changed(Contact contact, String email, String locale) {
    return outbox.send(
        new ContactChanged(
            contact.account, null, digest.of(contact.email), digest.of(email), locale, null));
  }

  /** It waits for the new address to agree. */
  Uni<Void> asked(Contact contact, ContactChange change) {
    return outbox.send(
        change.id,
        new ContactChanged(
            contact.account,
            change.id,
            digest.of(contact.email),
            digest.of(change.email),
            change.locale,
            change.expiresAt));
  }

  /** The new address agreed. */
  Uni<Void> confirmed(Contact contact, ContactChange change) {
    return CurrentCause.following(
        change.id,
        () ->
            outbox.send(
                new ContactConfirmed(
                    contact.account,
                    change.id,
                    digest.of(contact.email),
                    digest.of(change.email),
                    change.locale)));
  }
}
