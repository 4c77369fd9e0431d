package dev.postern.bench.dashboard;

import com.microsoft.playwright.Page;
import dev.postern.bench.Percentiles;
import dev.postern.events.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * From a committed event on Kafka to the changed word on an open page: both times by this machine's
 * clock, the first where another reader of the topic has the record.
 */
final class LiveUpdateLatency implements AutoCloseable {

  private static final int WARM_UPS = 10;
  private static final int ROUNDS = 100;
  private static final long PATIENCE_MILLIS = 15_000;

  private final KafkaConsumer<String, String> consumer;

  LiveUpdateLatency(String kafka) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka,
                "isolation.level", "read_committed",
                "enable.auto.commit", "false"),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.CONTAINERS).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  Percentiles measure(SignedInBrowser browser, ThousandContainers containers) throws Exception {
    Page page = browser.signedIn(ThousandContainers.ACCOUNT);
    page.navigate(browser.home());
    page.locator("#live:text-is('live')").waitFor();
    String id = containers.first();
    double[] samples = new double[ROUNDS];
    for (int n = -WARM_UPS; n < ROUNDS; n++) {
      boolean running = n % 2 == 0;
      watch(page, id, running ? "running" : "stopped");
      containers.run(id, running);
      double told = told(id);
      double shown = HomePageLoad.number(page.evaluate("window.shown"));
      if (n >= 0) {
        samples[n] = shown - told;
      }
    }
    return Percentiles.of(samples);
  }

  private static void watch(Page page, String id, String word) {
    page.evaluate(
        """
        ([id, word]) => {
          const row = document.getElementById("c-" + id);
          window.shown = new Promise((resolve) => {
            const observer = new MutationObserver(() => {
              if (!row.textContent.includes(word)) return;
              observer.disconnect();
              requestAnimationFrame(() => resolve(Date.now()));
            });
            observer.observe(row, { subtree: true, childList: true, characterData: true });
          });
        }\
        """,
        List.of(id, word));
  }

  private double told(String id) {
    long until = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (System.currentTimeMillis() < until) {
      for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
        if (id.equals(record.key())) {
          return System.currentTimeMillis();
        }
      }
    }
    throw new IllegalStateException("the change was not told on Kafka");
  }

  @Override
  public void close() {
    consumer.close();
  }
}
