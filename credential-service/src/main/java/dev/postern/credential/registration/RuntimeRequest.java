package dev.postern.credential.registration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/**
 * What became of a container.
 *
 * @param access how it is reached from now on; unchanged where it is missing
 */
record RuntimeRequest(@NotNull Status status, @Valid AccessRequest access) {

  /** What the platform did with it. */
  enum Status {
    RUNNING,
    STOPPED,
    RECREATED
  }
}
