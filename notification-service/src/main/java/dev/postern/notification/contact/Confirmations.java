package dev.postern.notification.contact;

import dev.postern.notification.mail.ConfirmationLinks;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The links that confirm a change of address. */
@ApplicationScoped
class Confirmations implements ConfirmationLinks {

  private static final String BY_TOKEN =
      """
      SELECT change.* FROM contact_change change
      JOIN contact_change_link link ON link.change = change.id
      WHERE link.token_hash = :hash AND change.expires_at > now()
      """;

  private final ContactRepository contacts;
  private final ContactPublisher publisher;
  private final ConfirmationConfig config;

  Confirmations(ContactRepository contacts, ContactPublisher publisher, ConfirmationConfig config) {
    this.contacts = contacts;
    this.publisher = publisher;
    this.config = config;
  }

  @Override
  public Uni<Optional<String>> issue(UUID change) {
    ConfirmationToken token = ConfirmationToken.random();
    return Panache.withTransaction(
            () ->
                Panache.getSession()
                    .chain(
                        session ->
                            session
                                .createNativeQuery(
                                    """
                                    INSERT INTO contact_change_link (token_hash, change)
                                    SELECT :hash, id FROM contact_change
                                    WHERE id = :change AND expires_at > now()
                                    """)
                                .setParameter("hash", token.hash())
                                .setParameter("change", change)
                                .executeUpdate()))
        .map(rows -> rows == 1 ? Optional.of(linkWith(token)) : Optional.empty());
  }

  /** The change that a link is for; empty where it is over. */
  Uni<Optional<ContactChange>> find(ConfirmationToken token) {
    return Panache.withSession(() -> Panache.getSession().chain(session -> find(session, token)));
  }

  /** Makes the change; answers it, or empty where it is over. */
  Uni<Optional<ContactChange>> confirm(ConfirmationToken token) {
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        find(session, token)
                            .chain(
                                found ->
                                    found
                                        .map(change -> make(session, change))
                                        .orElseGet(() -> Uni.createFrom().item(found)))));
  }

  private static Uni<Optional<ContactChange>> find(
      Mutiny.Session session, ConfirmationToken token) {
    return session
        .createNativeQuery(BY_TOKEN, ContactChange.class)
        .setParameter("hash", token.hash())
        .getSingleResultOrNull()
        .map(Optional::ofNullable);
  }

  private Uni<Optional<ContactChange>> make(Mutiny.Session session, ContactChange change) {
    return contacts
        .lock(change.account)
        .call(contact -> publisher.confirmed(contact, change))
        .chain(contact -> contacts.settle(contact, change.email, change.locale))
        .chain(
            () ->
                session
                    .createMutationQuery("delete from ContactChange where id = :id")
                    .setParameter("id", change.id)
                    .executeUpdate())
        .replaceWith(Optional.of(change));
  }

  private String linkWith(ConfirmationToken token) {
    return config.publicUrl() + "/v1/contact-confirmations/" + token.text();
  }
}
