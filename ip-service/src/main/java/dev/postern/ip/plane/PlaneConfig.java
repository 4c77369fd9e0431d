package dev.postern.ip.plane;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which network makes addresses answer. */
@ConfigMapping(prefix = "postern.plane")
public interface PlaneConfig {

  /**
   * {@code relay}: this process, on one machine; {@code kubernetes}: a cluster's load balancer;
   * {@code external}: another service.
   */
  @WithDefault("relay")
  String kind();
}
