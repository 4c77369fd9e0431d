package dev.postern.local.parts;

import dev.postern.backends.kafka.EmbeddedKafka;
import dev.postern.backends.kafka.PosternTopics;
import dev.postern.local.world.Ports;
import dev.postern.local.world.World;

/**
 * The broker, in the launcher's own JVM: a hundred MiB less than one of its own, and no orphan
 * ever.
 */
final class KafkaPart implements Part {

  private final World world;
  private EmbeddedKafka kafka;

  KafkaPart(World world) {
    this.world = world;
  }

  @Override
  public String name() {
    return "Kafka";
  }

  @Override
  public synchronized String start() {
    kafka = EmbeddedKafka.start(world.data().resolve("kafka"), new Ports(world).kafka());
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
