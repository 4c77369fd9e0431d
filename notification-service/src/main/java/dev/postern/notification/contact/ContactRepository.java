package dev.postern.notification.contact;

import dev.postern.notification.job.MailJobRepository;
import dev.postern.notification.job.Recipient;
import dev.postern.notification.job.Recipients;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;

/** The accounts' addresses. Every method joins the caller's transaction. */
@ApplicationScoped
class ContactRepository implements Recipients {

  private final MailJobRepository jobs;

  ContactRepository(MailJobRepository jobs) {
    this.jobs = jobs;
  }

  @Override
  public Uni<Optional<Recipient>> of(String account) {
    return find(account)
        .map(
            contact ->
                contact
                    .filter(known -> known.email != null)
                    .map(known -> new Recipient(known.email, known.locale)));
  }

  Uni<Optional<Contact>> find(String account) {
    return Panache.getSession()
        .chain(session -> session.find(Contact.class, account))
        .map(Optional::ofNullable);
  }

  /** The account's row, made where there is none, and locked: changes come one after another. */
  Uni<Contact> lock(String account) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        """
                        INSERT INTO contact (account, locale) VALUES (:account, 'en')
                        ON CONFLICT DO NOTHING
                        """)
                    .setParameter("account", account)
                    .executeUpdate()
                    .chain(
                        () ->
                            session.find(Contact.class, account, LockModeType.PESSIMISTIC_WRITE)));
  }

  /** Mails go to this address from now on; those that waited for one are due. */
  Uni<Void> settle(Contact contact, String email, String locale) {
    contact.email = email;
    contact.locale = locale;
    contact.updatedAt = Instant.now();
    return jobs.contactKnown(contact.account);
  }
}
