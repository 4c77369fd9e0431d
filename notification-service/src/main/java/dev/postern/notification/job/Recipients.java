package dev.postern.notification.job;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Knows the address of an account. */
public interface Recipients {

  /** Called in the transaction that claims a job. Empty where the account has no address. */
  Uni<Optional<Recipient>> of(String account);
}
