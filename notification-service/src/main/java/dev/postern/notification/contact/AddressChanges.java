package dev.postern.notification.contact;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.postern.events.EventJson;
import dev.postern.notification.job.About;
import dev.postern.notification.job.MailJobRepository;
import dev.postern.notification.job.MailKind;
import dev.postern.notification.job.NewJob;
import dev.postern.notification.job.Recipient;
import dev.postern.notification.mail.AddressChangeFacts;
import dev.postern.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/**
 * An owner's own change of address: the new address has to agree, and the old one is told at once,
 * so that a thief of a session cannot lead passwords elsewhere unseen.
 */
@ApplicationScoped
class AddressChanges {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration JUST_NOW = Duration.ofSeconds(5);

  private final ContactRepository contacts;
  private final MailJobRepository jobs;
  private final ContactPublisher publisher;
  private final ConfirmationConfig config;

  AddressChanges(
      ContactRepository contacts,
      MailJobRepository jobs,
      ContactPublisher publisher,
      ConfirmationConfig config) {
    this.contacts = contacts;
    this.jobs = jobs;
    this.publisher = publisher;
    this.config = config;
  }

  /** What the owner sees; an account without a contact has no address. */
  Uni<ContactView> view(String account) {
    return Panache.withSession(
        () ->
            contacts
                .find(account)
                .map(found -> found.orElseGet(() -> new Contact(account)))
                .chain(contact -> pending(account).map(email -> viewOf(contact, email))));
  }

  /** Setting the present address again changes the language and drops a change that waits. */
  Uni<ContactView> request(String account, ContactRequest.Checked wanted) {
    return Panache.withTransaction(
        () ->
            contacts
                .lock(account)
                .chain(
                    contact ->
                        askedJustNow(account, wanted)
                            .chain(
                                twice ->
                                    twice
                                        ? Uni.createFrom()
                                            .item(viewOf(contact, wanted.email().text()))
                                        : change(contact, wanted))));
  }

  private Uni<ContactView> change(Contact contact, ContactRequest.Checked wanted) {
    return drop(contact.account)
        .chain(
            () ->
                wanted.email().text().equals(contact.email)
                    ? keep(contact, wanted)
                    : ask(contact, wanted));
  }

  /** A button that is pressed twice sends one mail; a later request sends another. */
  private Uni<Boolean> askedJustNow(String account, ContactRequest.Checked wanted) {
    Instant then = Instant.now().plus(config.confirmationLife()).minus(JUST_NOW);
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(
                        "select count(*) from ContactChange where account = :account and email ="
                            + " :email and locale = :locale and expiresAt > :then",
                        Long.class)
                    .setParameter("account", account)
                    .setParameter("email", wanted.email().text())
                    .setParameter("locale", wanted.locale().tag())
                    .setParameter("then", then)
                    .getSingleResult())
        .map(count -> count > 0);
  }

  private Uni<ContactView> keep(Contact contact, ContactRequest.Checked wanted) {
    String locale = wanted.locale().tag();
    return publisher
        .changed(contact, contact.email, locale)
        .chain(() -> contacts.settle(contact, contact.email, locale))
        .replaceWith(() -> viewOf(contact, null));
  }

  private Uni<ContactView> ask(Contact contact, ContactRequest.Checked wanted) {
    Instant now = Instant.now();
    ContactChange change =
        new ContactChange(
            UuidCreator.getTimeOrderedEpoch(),
            contact.account,
            wanted,
            now.plus(config.confirmationLife()));
    return refuseFlood(contact.account, now)
        .chain(Panache::getSession)
        .chain(session -> session.persist(change))
        .chain(() -> publisher.asked(contact, change))
        .chain(() -> jobs.add(confirmation(change, now)))
        .chain(
            () ->
                contact.email == null
                    ? Uni.createFrom().voidItem()
                    : jobs.add(notice(contact, change, now)))
        .replaceWith(() -> viewOf(contact, change.email));
  }

  private Uni<Void> refuseFlood(String account, Instant now) {
    return jobs.countSince(account, MailKind.ADDRESS_CONFIRMATION, now.minus(HOUR))
        .invoke(
            asked -> {
              if (asked >= config.changesPerHour()) {
                throw Problem.tooManyRequests(
                    "You have asked for too many changes of address; try again in an hour.", HOUR);
              }
            })
        .replaceWithVoid();
  }

  private static NewJob confirmation(ContactChange change, Instant now) {
    Recipient newAddress = new Recipient(change.email, change.locale);
    return job(MailKind.ADDRESS_CONFIRMATION, change, newAddress, now);
  }

  private static NewJob notice(Contact contact, ContactChange change, Instant now) {
    Recipient oldAddress = new Recipient(contact.email, contact.locale);
    return job(MailKind.ADDRESS_CHANGE_NOTICE, change, oldAddress, now);
  }

  private static NewJob job(MailKind kind, ContactChange change, Recipient recipient, Instant now) {
    return new NewJob(
        change.id,
        kind,
        About.account(change.account),
        null,
        EventJson.write(new AddressChangeFacts(change.account, change.id)),
        recipient,
        now,
        change.expiresAt);
  }

  private static Uni<Void> drop(String account) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery("DELETE FROM contact_change WHERE account = :account")
                    .setParameter("account", account)
                    .executeUpdate())
        .replaceWithVoid();
  }

  private static Uni<String> pending(String account) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(
                        "select email from ContactChange where account = :account and expiresAt >"
                            + " :now",
                        String.class)
                    .setParameter("account", account)
                    .setParameter("now", Instant.now())
                    .getSingleResultOrNull());
  }

  private static ContactView viewOf(Contact contact, String pending) {
    String locale = contact.locale == null ? MailLocale.EN.tag() : contact.locale;
    return ContactView.of(contact.account, contact.email, locale, pending);
  }
}
