package dev.postern.ip.plane;

import io.smallrye.mutiny.Uni;
import java.util.Set;

/**
 * Makes addresses answer. Every method may be repeated: the same binding attached again changes
 * nothing, nor does a detach of what is not attached.
 */
public interface AddressPlane {

  /** The port at which containers answer on their public addresses. */
  int port();

  /**
   * Makes the address answer for the container. Where it answered for another container before,
   * that one's connections are closed.
   *
   * @return completes when it answers; fails with {@link PlaneException} where it cannot
   */
  Uni<Void> attach(Binding binding);

  /** Completes when the address no longer answers and its connections are closed. */
  Uni<Void> detach(String address);

  /**
   * Whether another service does the work and says so in events: then nothing here is asked to
   * attach or detach, and an address changes its state when its confirmation comes.
   */
  default boolean isConfirmedByEvents() {
    return false;
  }

  /**
   * Whether this replica is the one that tells the network; another one's attempts would only be in
   * its way.
   */
  default boolean isInCharge() {
    return true;
  }

  /** The addresses that answer now. */
  Set<String> observe();
}
