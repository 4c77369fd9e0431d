package dev.postern.backends.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** The topics are made as the AsyncAPI document says. */
class PosternTopicsTest {

  private static final Path DOCUMENT = Path.of("../events/asyncapi.yaml");

  private record Made(int partitions, Map<String, String> configuration) {}

  @Test
  void haveTheNamesPartitionsAndPoliciesOfTheDocument() throws IOException {
    JsonNode channels =
        new ObjectMapper(new YAMLFactory()).readTree(DOCUMENT.toFile()).path("channels");

    assertThat(
            PosternTopics.all().stream()
                .collect(
                    Collectors.toMap(
                        NewTopic::name, made -> new Made(made.numPartitions(), made.configs()))))
        .isEqualTo(
            channels.properties().stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey,
                        channel -> documented(channel.getValue().at("/bindings/kafka")))));
  }

  private static Made documented(JsonNode kafka) {
    Map<String, String> configuration = new HashMap<>();
    kafka
        .path("topicConfiguration")
        .properties()
        .forEach(
            setting ->
                configuration.put(
                    setting.getKey(),
                    (setting.getValue().isArray() ? setting.getValue().get(0) : setting.getValue())
                        .asText()));
    return new Made(kafka.path("partitions").asInt(), configuration);
  }
}
