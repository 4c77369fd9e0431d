package dev.postern.events.containers;

/** Whether a container runs, as the platform last said. */
public enum RuntimeStatus {
  RUNNING,
  STOPPED
}
