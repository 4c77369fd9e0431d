package dev.postern.events.platform;

import dev.postern.events.EventData;

/** Said by a platform about one of its containers. */
public sealed interface PlatformEvent extends EventData
    permits ContainerProvisioned,
        ContainerStarted,
        ContainerStopped,
        ContainerRecreated,
        ContainerRetired {

  /** The platform's own name of the container, the same for its whole life. */
  String ref();

  @Override
  default String topicKey() {
    return ref();
  }
}
