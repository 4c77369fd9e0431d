package dev.postern.audit.projection;

import dev.postern.audit.log.EventReference;
import dev.postern.events.containers.RuntimeStatus;
import java.util.Map;
import java.util.TreeMap;

/** A container, its life and its passwords, as the events say. */
public final class Container {

  final String id;
  final String account;
  final String name;
  final String environment;
  final String layer;
  final boolean notifies;
  final EventReference registered;
  RuntimeStatus runtime;
  EventReference runtimeSince;
  Password password;
  EventReference replacedFiles;
  long latestGeneration;
  GenerationEnd latestEnd;
  final TreeMap<Long, EventReference> unfinished = new TreeMap<>();

  Container(
      String id,
      String account,
      String name,
      String environment,
      String layer,
      boolean notifies,
      RuntimeStatus runtime,
      EventReference registered) {
    this.id = id;
    this.account = account;
    this.name = name;
    this.environment = environment;
    this.layer = layer;
    this.notifies = notifies;
    this.runtime = runtime;
    this.runtimeSince = registered;
    this.registered = registered;
  }

  public String id() {
    return id;
  }

  /** The account that owns it. */
  public String account() {
    return account;
  }

  public String name() {
    return name;
  }

  public String environment() {
    return environment;
  }

  /** Null where it is in none. */
  public String layer() {
    return layer;
  }

  /** Whether its owner is mailed its passwords. */
  public boolean notifiesOwner() {
    return notifies;
  }

  public EventReference registered() {
    return registered;
  }

  /** As the platform last said. */
  public RuntimeStatus runtime() {
    return runtime;
  }

  public EventReference runtimeSince() {
    return runtimeSince;
  }

  public boolean runs() {
    return runtime == RuntimeStatus.RUNNING;
  }

  /** The one that was proven last; null before the first, and after the files were made anew. */
  public Password password() {
    return password;
  }

  /** The highest number that was told. */
  public long latestGeneration() {
    return latestGeneration;
  }

  /** What became of the latest generation; null where no end is told yet. */
  public GenerationEnd latestEnd() {
    return latestEnd;
  }

  void told(long generation, GenerationEnd end) {
    if (generation >= latestGeneration) {
      latestGeneration = generation;
      latestEnd = end;
    }
  }

  /** Generations that were asked for and of which no end is told yet. */
  public Map<Long, EventReference> unfinished() {
    return Map.copyOf(unfinished);
  }
}
