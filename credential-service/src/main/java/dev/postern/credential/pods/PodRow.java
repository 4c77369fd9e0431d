package dev.postern.credential.pods;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/** The row of a pod that was seen. */
@Entity
@Table(name = "pod")
class PodRow {

  @Id private String identity;
  private String namespace;
  private String name;
  private String container;
  private String instance;
  private Instant awaySince;
  private boolean retired;

  PodRow() {}

  String identity() {
    return identity;
  }

  String key() {
    return namespace + "/" + name;
  }

  /** The id that it got here; null before that. */
  String container() {
    return container;
  }

  boolean isRegistered() {
    return container != null && !retired;
  }

  boolean isInstance(String running) {
    return running.equals(instance);
  }

  boolean comesBack() {
    return identity.startsWith("set/");
  }

  void registered(String id, String running) {
    container = id;
    retired = false;
    runs(running);
  }

  void runs(String running) {
    instance = running;
    awaySince = null;
  }

  /**
   * @return whether it is away for that long by now
   */
  boolean isAway(Instant now, Duration least) {
    awaySince = awaySince == null ? now : awaySince;
    return !now.isBefore(awaySince.plus(least));
  }

  void retire() {
    retired = true;
  }
}
