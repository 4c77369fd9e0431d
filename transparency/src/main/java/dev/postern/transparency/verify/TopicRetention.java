package dev.postern.transparency.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;

/** Asks the brokers what they may remove of a topic. Needs the right DescribeConfigs on it. */
public final class TopicRetention {

  private TopicRetention() {}

  /**
   * @param broker how the brokers are reached and trusted
   * @throws KafkaException when they do not say it
   */
  public static Retention of(Map<String, Object> broker, String topic) {
    Map<String, Object> settings = new HashMap<>(broker);
    settings.keySet().retainAll(AdminClientConfig.configNames());
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = Admin.create(settings)) {
      Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
      return Retention.of(
          config.get("cleanup.policy").value(),
          config.get("retention.ms").value(),
          config.get("retention.bytes").value());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }
}
