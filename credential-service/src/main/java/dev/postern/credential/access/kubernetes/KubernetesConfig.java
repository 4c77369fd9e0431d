package dev.postern.credential.access.kubernetes;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Pods as containers. */
@ConfigMapping(prefix = "postern.kubernetes")
public interface KubernetesConfig {

  /** Whether pods are watched and reached. */
  @WithDefault("false")
  boolean enabled();

  /** Labels of the namespaces whose pods are looked at. */
  @WithDefault("postern.dev/managed=true")
  String namespaceSelector();

  /** Labels of the pods that get SSH access. */
  @WithDefault("postern.dev/ssh=enabled")
  String podSelector();

  /** The Lease by which one of several replicas becomes the one that watches. */
  Lease lease();

  /** This replica's name in the Lease; by default the host name and a random part. */
  Optional<String> identity();

  /** How often all pods are compared with the database. */
  @WithDefault("5m")
  Duration resync();

  /**
   * How long a pod may be away that can come back: one of a StatefulSet, or of a namespace that is
   * no longer managed.
   */
  @WithDefault("1h")
  Duration retireAfter();

  /** How many pods are worked on at once. */
  @WithDefault("8")
  int parallel();

  /** Where the Lease is and how it is held. */
  interface Lease {

    /** By default the service account's own namespace. */
    Optional<String> namespace();

    @WithDefault("postern-credential-service")
    String name();

    /** After how long without renewal another replica takes over. */
    @WithDefault("15s")
    Duration duration();

    /** How long the watcher tries to renew before it stops; less than the duration. */
    @WithDefault("10s")
    Duration renewDeadline();

    /** How often the Lease is renewed or asked for. */
    @WithDefault("2s")
    Duration retryPeriod();
  }
}
