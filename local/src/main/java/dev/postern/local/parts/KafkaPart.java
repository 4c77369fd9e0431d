package dev.postern.local.parts;

import dev.postern.backends.kafka.EmbeddedKafka;
import dev.postern.backends.kafka.PosternTopics;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Ports;

/**
 * The broker, in the launcher's own JVM: it takes 100 MiB less than a process of its own, and never
 * becomes an orphan.
 */
final class KafkaPart implements Part {

  private final Instance instance;
  private EmbeddedKafka kafka;

  KafkaPart(Instance instance) {
    this.instance = instance;
  }

  @Override
  public String name() {
    return "Kafka";
  }

  @Override
  public synchronized String start() {
    kafka = EmbeddedKafka.start(instance.data().resolve("kafka"), new Ports(instance).kafka());
    PosternTopics.create(kafka.bootstrap());
    return "localhost:" + kafka.port();
  }

  @Override
  public synchronized void stop() {
    if (kafka != null) {
      kafka.close();
      kafka = null;
    }
  }
}
