package dev.postern.backends.kafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The settings of a node that is alone: everything replicated once, small, and on loopback. */
final class KafkaNodeConfig {

  private static final Map<String, String> ALONE =
      Map.ofEntries(
          Map.entry("process.roles", "broker,controller"),
          Map.entry("node.id", "1"),
          Map.entry("controller.listener.names", "CONTROLLER"),
          Map.entry("inter.broker.listener.name", "CLIENTS"),
          Map.entry("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT"),
          Map.entry("offsets.topic.replication.factor", "1"),
          Map.entry("offsets.topic.num.partitions", "8"),
          Map.entry("transaction.state.log.replication.factor", "1"),
          Map.entry("transaction.state.log.min.isr", "1"),
          Map.entry("transaction.state.log.num.partitions", "8"),
          Map.entry("share.coordinator.state.topic.replication.factor", "1"),
          Map.entry("share.coordinator.state.topic.min.isr", "1"),
          Map.entry("share.coordinator.state.topic.num.partitions", "1"),
          // A consumer that is alone in its group need not wait for others.
          Map.entry("group.initial.rebalance.delay.ms", "0"),
          // Topics have retentions of their own; a misspelt name must not make one.
          Map.entry("auto.create.topics.enable", "false"),
          Map.entry("num.network.threads", "2"),
          Map.entry("num.io.threads", "4"),
          Map.entry("background.threads", "4"),
          Map.entry("num.recovery.threads.per.data.dir", "2"),
          // The default takes 128 MiB of heap at once.
          Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
          Map.entry("log.index.size.max.bytes", "1048576"));

  private KafkaNodeConfig() {}

  static Properties of(Path dataDirectory, int clientPort, int controllerPort) {
    var settings = new Properties();
    settings.putAll(ALONE);
    settings.setProperty("log.dirs", dataDirectory.toAbsolutePath().toString());
    settings.setProperty(
        "listeners",
        "CLIENTS://127.0.0.1:" + clientPort + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.setProperty("advertised.listeners", "CLIENTS://127.0.0.1:" + clientPort);
    settings.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    return settings;
  }
}
