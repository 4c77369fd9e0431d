package dev.postern.ip;

import static org.awaitility.Awaitility.await;

import dev.postern.backends.testing.Backends;
import dev.postern.events.EventCatalogue;
import dev.postern.events.EventData;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventJson;
import dev.postern.events.containers.Address;
import dev.postern.events.containers.ContainerRegistered;
import dev.postern.events.containers.PublicIpCounts;
import dev.postern.events.containers.RuntimeStatus;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** The rest of the product, as ip-service sees it: who publishes events, and an empty database. */
public final class IpWorld implements AutoCloseable {

  /** A port of loopback addresses that no product uses. */
  public static final int RELAY_PORT = 24_022;

  /** More than any test needs that is not about it. */
  public static final int ADDRESSES_PER_HOUR = 20_000;

  private static final AtomicLong NUMBER = new AtomicLong();

  private final KafkaProducer<String, String> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", Backends.kafkaBootstrap()),
          new StringSerializer(),
          new StringSerializer());

  /**
   * Empties the database, so that no test sees another's pools. What still runs may hold locks in
   * another order: then PostgreSQL ends this, and it is tried again.
   */
  public static void reset() {
    await()
        .ignoreExceptions()
        .until(
            () -> {
              execute(
                  "truncate attachment, tenure, known_container, free_range, pool, ip_quota,"
                      + " consumed_event, consumed_sequence, idempotency_key");
              return true;
            });
  }

  public static void execute(String sql) {
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public static long count(String sql) {
    try (Connection connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The one column that the query selects. */
  public static List<String> texts(String sql) {
    try (Connection connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Connection connect() throws SQLException {
    return DriverManager.getConnection(
        Backends.jdbcUrl(), Backends.databaseUser(), Backends.databasePassword());
  }

  /** A container as if its registration had been read, without the way over Kafka. */
  public static String knownContainer(String account) {
    String id = newContainer();
    execute(
        "insert into known_container (id, account, environment, registered, sshd_address,"
            + " sshd_port) values ('%s', '%s', 'shop', true, '127.0.0.1', 9)"
                .formatted(id, account));
    return id;
  }

  public static String newContainer() {
    return "c" + Long.toString(System.nanoTime(), 36) + NUMBER.incrementAndGet();
  }

  public static ContainerRegistered registered(
      String container, String account, int ipv4, int ipv6, int sshdPort) {
    return new ContainerRegistered(
        container,
        account,
        "web-1",
        "shop",
        "cp",
        RuntimeStatus.RUNNING,
        1,
        true,
        new PublicIpCounts(ipv4, ipv6),
        "platform",
        new Address("127.0.0.1", sshdPort),
        null);
  }

  public void publish(EventData data, long sequence) {
    publish(data, sequence, UUID.randomUUID());
  }

  public void publish(EventData data, long sequence, UUID id) {
    publish(data, sequence, id, Instant.now());
  }

  public void publish(EventData data, long sequence, UUID id, Instant time) {
    send(record(data, sequence, id, time));
  }

  /** With the trace of what caused it. */
  public void publish(EventData data, long sequence, String traceParent) {
    var record = record(data, sequence, UUID.randomUUID(), Instant.now());
    header(record, EventHeaders.TRACE_PARENT, traceParent);
    send(record);
  }

  /** As the outbox publishes: binary CloudEvents. */
  private static ProducerRecord<String, String> record(
      EventData data, long sequence, UUID id, Instant time) {
    var type = EventCatalogue.typeOf(data.getClass());
    var record = new ProducerRecord<>(type.topic(), data.topicKey(), EventJson.write(data));
    header(record, EventHeaders.ID, id.toString());
    header(record, EventHeaders.SOURCE, "/postern/credential-service");
    header(record, EventHeaders.TYPE, type.cloudEventType());
    header(record, EventHeaders.TIME, time.toString());
    header(record, EventHeaders.SEQUENCE, Long.toString(sequence));
    return record;
  }

  public void publishUnreadable(String key) {
    send(new ProducerRecord<>("postern.containers", key, "{"));
  }

  private void send(ProducerRecord<String, String> record) {
    producer.send(record);
    producer.flush();
  }

  private static void header(ProducerRecord<?, ?> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    producer.close();
  }
}
