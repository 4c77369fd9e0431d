package dev.postern.ip.kubernetes;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How addresses are asked for in a Kubernetes cluster. */
@ConfigMapping(prefix = "postern.kubernetes")
public interface KubernetesConfig {

  /** Where the Services are; without it the service account's own namespace. */
  Optional<String> namespace();

  /** Tells what is ours from what is another Postern's: the label {@code postern.dev/instance}. */
  @WithDefault("postern")
  String instance();

  /** The implementation that assigns addresses. */
  @WithDefault("metallb")
  Provider provider();

  /** More annotations, {@code key=value}; <code>{address}</code> becomes the address. */
  Optional<List<String>> annotations();

  /** {@code spec.loadBalancerClass}; without it the cluster's. */
  Optional<String> loadBalancerClass();

  /** The port on every public address. */
  @WithDefault("22")
  int port();

  /** Whether the load balancer needs node ports. */
  @WithDefault("false")
  boolean nodePorts();

  /** The Lease by which one of several replicas becomes the one that talks to the cluster. */
  Lease lease();

  /** Where the Lease is and how it is held. */
  interface Lease {

    /** Without it the service account's own namespace. */
    Optional<String> namespace();

    @WithDefault("postern-ip-service")
    String name();

    /** After how long without renewal another replica takes over. */
    @WithDefault("15s")
    Duration duration();

    /** How long renewal is tried; less than the duration. */
    @WithDefault("10s")
    Duration renewDeadline();

    /** How often the Lease is renewed or asked for. */
    @WithDefault("2s")
    Duration retryPeriod();
  }

  /** What assigns addresses, and how it is told which. */
  enum Provider {
    /** MetalLB from 0.13. */
    METALLB("metallb.io/loadBalancerIPs"),
    /** Cilium's LB-IPAM from 1.15. */
    CILIUM("lbipam.cilium.io/ips"),
    /** {@code spec.loadBalancerIP}: deprecated, and all that some clouds understand. */
    LOAD_BALANCER_IP(null),
    /** Only the annotations that are configured. */
    NONE(null);

    private final String annotation;

    Provider(String annotation) {
      this.annotation = annotation;
    }

    Optional<String> annotation() {
      return Optional.ofNullable(annotation);
    }
  }
}
