package dev.postern.credential.registration;

import dev.postern.events.EventJson;
import dev.postern.events.containers.RuntimeStatus;
import dev.postern.events.platform.ContainerReach;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The row of what a platform's events said about one of its containers. */
@Entity
@Table(name = "platform_container")
class PlatformContainer {

  @Id private String ref;
  private String container;

  @Enumerated(EnumType.STRING)
  private RuntimeStatus runtime;

  private String access;
  private Instant saidAt;
  private Instant recreatedAt;
  private boolean retired;

  PlatformContainer() {}

  boolean isRegistered() {
    return container != null;
  }

  boolean isRetired() {
    return retired;
  }

  boolean isStopped() {
    return runtime == RuntimeStatus.STOPPED;
  }

  /** Its id in this service; null before it is registered. */
  String container() {
    return container;
  }

  /** How it is reached according to a later event than its first; null where no such event came. */
  ContainerReach access() {
    return access == null ? null : EventJson.read(access, ContainerReach.class);
  }

  void becomes(String id, Instant time) {
    container = id;
    if (recreatedAt == null || recreatedAt.isBefore(time)) {
      recreatedAt = time;
    }
  }

  /**
   * @return false where a later event came before
   */
  boolean says(RuntimeStatus newRuntime, ContainerReach reach, Instant time) {
    if (saidAt != null && time.isBefore(saidAt)) {
      return false;
    }
    saidAt = time;
    runtime = newRuntime;
    if (reach != null) {
      access = EventJson.write(reach);
    }
    return true;
  }

  /**
   * @return false where this recreation, or a later one, is known already
   */
  boolean recreates(Instant time) {
    if (recreatedAt != null && !time.isAfter(recreatedAt)) {
      return false;
    }
    recreatedAt = time;
    return true;
  }

  void retire() {
    retired = true;
  }
}
