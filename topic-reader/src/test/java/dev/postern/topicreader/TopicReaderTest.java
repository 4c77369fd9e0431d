package dev.postern.topicreader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.kafka.EmbeddedKafka;
import dev.postern.topicreader.TopicReader.Start;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicReaderTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path folder;

  private static EmbeddedKafka kafka;
  private static int port;

  private final String first = "first-" + UUID.randomUUID();
  private final String second = "second-" + UUID.randomUUID();
  private final Heard heard = new Heard();
  private TopicReader reader;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start(folder, 0);
    port = kafka.port();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @AfterEach
  void close() {
    if (reader != null) {
      reader.close();
    }
  }

  @Test
  void fromTheBeginningEverythingIsReadAndThenSaidToBe() throws Exception {
    make(first, second);
    publish(first, "1");
    publish(second, "2");

    read(Start.BEGINNING);

    heard.awaits("caught up");
    assertThat(heard.until("caught up")).contains("1", "2", "answered");
    publish(first, "3");
    heard.awaits("3");
  }

  @Test
  void fromTheEndOnlyTheNewIsRead() throws Exception {
    make(first, second);
    publish(first, "old");

    read(Start.END);
    heard.awaits("answered");
    publish(first, "new");

    heard.awaits("new");
    assertThat(heard.all()).doesNotContain("old");
  }

  @Test
  void aTopicThatIsMadeLaterIsReadFromItsBeginning() throws Exception {
    make(first);
    read(Start.END);
    heard.awaits("answered");

    make(second);
    publish(second, "of a new topic");

    heard.awaits("of a new topic");
  }

  @Test
  void nothingIsCaughtUpWhileATopicIsMissing() throws Exception {
    make(first);
    publish(first, "1");

    read(Start.BEGINNING);
    heard.awaits("1");
    int answers = heard.count("answered");
    await().atMost(PATIENCE).until(() -> heard.count("answered") > answers + 2);

    assertThat(heard.all()).doesNotContain("caught up");
    make(second);
    heard.awaits("caught up");
  }

  @Test
  void aListenerThatStartsOverIsToldEverythingAgain() throws Exception {
    make(first, second);
    publish(first, "1");
    read(Start.BEGINNING);
    heard.awaits("caught up");

    heard.startsOver.set(true);

    await().atMost(PATIENCE).until(() -> heard.count("1") == 2);
    assertThat(heard.count("begins")).isEqualTo(2);
    assertThat(heard.all()).doesNotContain("failed");
  }

  @Test
  void aListenerThatFailsIsToldEverythingAgain() throws Exception {
    make(first, second);
    publish(first, "1");
    heard.fails.set(true);

    read(Start.BEGINNING);

    heard.awaits("caught up");
    assertThat(heard.until("caught up"))
        .startsWith("begins")
        .containsSubsequence("failed", "begins", "1");
  }

  @Test
  void aKafkaThatComesBackIsReadOnWhereTheReaderWas() throws Exception {
    make(first, second);
    publish(first, "before");
    read(Start.BEGINNING);
    heard.awaits("caught up");

    kafka.close();
    heard.awaits("unanswered");
    kafka = EmbeddedKafka.start(folder, port);
    publish(first, "after");

    heard.awaits("after");
    assertThat(heard.count("before")).isOne();
    assertThat(heard.all()).doesNotContain("failed");
  }

  @Test
  void closingEndsTheThread() throws Exception {
    make(first, second);
    read(Start.BEGINNING);
    heard.awaits("caught up");

    reader.close();

    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain(first);
  }

  private void read(Start start) {
    var plan = new TopicReader.Plan(first, List.of(first, second), start, Duration.ofMillis(200));
    reader = new TopicReader(plan, settings(), heard);
    reader.start();
  }

  private static Map<String, Object> settings() {
    return Map.of("bootstrap.servers", "127.0.0.1:" + port);
  }

  private static void make(String... topics) throws Exception {
    try (Admin admin = Admin.create(settings())) {
      for (String topic : topics) {
        admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
      }
    }
  }

  private static void publish(String topic, String value) throws Exception {
    try (var producer =
        new KafkaProducer<>(settings(), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "key", value)).get();
    }
  }

  /** What the listener was told, in order; a record by its value. */
  private static final class Heard implements TopicReader.Listener {

    private final List<String> all = new CopyOnWriteArrayList<>();
    private final AtomicBoolean startsOver = new AtomicBoolean();
    private final AtomicBoolean fails = new AtomicBoolean();

    @Override
    public void begins() {
      all.add("begins");
    }

    @Override
    public void read(ConsumerRecords<String, String> records) {
      if (fails.getAndSet(false)) {
        throw new IllegalStateException("of the test");
      }
      records.forEach(record -> all.add(record.value()));
    }

    @Override
    public void answered() {
      all.add("answered");
    }

    @Override
    public void caughtUp() {
      all.add("caught up");
    }

    @Override
    public void unanswered() {
      all.add("unanswered");
    }

    @Override
    public void failed() {
      all.add("failed");
    }

    @Override
    public boolean startsOver() {
      return startsOver.getAndSet(false);
    }

    private void awaits(String what) {
      await().atMost(PATIENCE).until(() -> all.contains(what));
    }

    private int count(String what) {
      return (int) all.stream().filter(what::equals).count();
    }

    private List<String> until(String what) {
      return List.copyOf(all).subList(0, all.indexOf(what));
    }

    private List<String> all() {
      return List.copyOf(all);
    }
  }
}
