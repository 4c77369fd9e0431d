package dev.postern.credential.inspection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When running containers are inspected. */
@ConfigMapping(prefix = "postern.visits")
interface InspectionConfig {

  /** How often each container is inspected. */
  @WithDefault("10m")
  Duration every();

  /** How often the access keys' files are checked; after a change a round begins at once. */
  @WithDefault("10s")
  Duration keysPoll();

  /** How many containers are inspected at once. */
  @WithDefault("4")
  int parallel();

  /** How long SSH must stay away before it is published. */
  @WithDefault("15m")
  Duration unreachableAfter();
}
