package dev.postern.notification.mail;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/** Makes the link of a confirmation mail when it is sent; the link is stored nowhere. */
public interface ConfirmationLinks {

  /** Empty where the change was confirmed, replaced or has expired. */
  Uni<Optional<String>> issue(UUID change);
}
