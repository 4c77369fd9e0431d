package dev.postern.key.account;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Locks the row of an account in the caller's transaction, and creates it where it does not exist.
 */
@ApplicationScoped
public class AccountLock {

  private static final String ADD = "INSERT INTO account (id) VALUES (:id) ON CONFLICT DO NOTHING";
  private static final String LOCK = "SELECT id FROM account WHERE id = :id FOR UPDATE";

  /** Until the end of the transaction, no other one adds anything to the account. */
  public Uni<Void> take(String account) {
    return Panache.getSession()
        .chain(s -> s.createNativeQuery(ADD).setParameter("id", account).executeUpdate())
        .chain(Panache::getSession)
        .chain(s -> s.<String>createNativeQuery(LOCK).setParameter("id", account).getSingleResult())
        .replaceWithVoid();
  }
}
