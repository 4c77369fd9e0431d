package dev.postern.notification.testing;

import dev.postern.backends.mail.ReceivedMail;
import dev.postern.backends.testing.Backends;
import dev.postern.backends.testing.KafkaLog;
import dev.postern.events.Topics;
import dev.postern.events.containers.Address;
import dev.postern.events.containers.ContainerCreated;
import dev.postern.events.containers.ContainerDeleted;
import dev.postern.events.containers.PasswordReset;
import dev.postern.events.containers.Proof;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One account with one container, both of this test alone. */
public record Scene(String account, String container) {

  private static final List<String> HOST_KEYS =
      List.of("SHA256:fxdl2zXFL3DdKpQTQbzeJDOhR7XWNqwKyHPHx8pTgTk");

  public static Scene fresh() {
    String unique = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    return new Scene("a" + unique, "c" + unique);
  }

  public String address() {
    return account + "@postern.test";
  }

  public Scene withContact() {
    return withContact("en");
  }

  public Scene withContact(String locale) {
    Database.execute(
        "INSERT INTO contact (account, email, locale) VALUES ('%s', '%s', '%s')"
            .formatted(account, address(), locale));
    return this;
  }

  public String secretRef(long generation) {
    return "ref-" + container + "-" + generation;
  }

  public String password(long generation) {
    return "pw-" + generation + "-" + container;
  }

  /** credential-service holds this generation's password. */
  public Scene holding(long generation) {
    NotificationBackends.desk()
        .hold(secretRef(generation), container, generation, account, password(generation));
    return this;
  }

  public ContainerCreated created() {
    return created(Duration.ofHours(1));
  }

  public ContainerCreated created(Duration life) {
    return new ContainerCreated(
        container,
        account,
        "web-1",
        "shop",
        null,
        "root",
        1,
        secretRef(1),
        Instant.now().plus(life),
        Proof.LOGIN,
        "platform",
        List.of(new Address("127.77.0.10", 22)),
        HOST_KEYS);
  }

  public PasswordReset reset(long generation) {
    return new PasswordReset(
        container,
        account,
        "web-1",
        "shop",
        null,
        "root",
        generation,
        secretRef(generation),
        Instant.now().plus(Duration.ofHours(1)),
        Proof.LOGIN,
        account,
        List.of(new Address("127.77.0.10", 2222)),
        HOST_KEYS,
        null);
  }

  public ContainerDeleted deleted() {
    return new ContainerDeleted(container, account, "web-1", "shop", null);
  }

  public List<ReceivedMail> mails() {
    return Backends.inbox().messages(address());
  }

  /** The states of this container's jobs, by generation. */
  public List<String> states() {
    return Database.column(
        "SELECT state FROM mail_job WHERE account = '%s' ORDER BY generation, id"
            .formatted(account));
  }

  public String lastError() {
    return Database.column(
            "SELECT last_error FROM mail_job WHERE account = '%s' ORDER BY id DESC"
                .formatted(account))
        .get(0);
  }

  /** The id of this account's only job. */
  public String job() {
    return Database.column("SELECT id FROM mail_job WHERE account = '%s'".formatted(account))
        .get(0);
  }

  /** The data of the events of a type that were published about this container. */
  public List<String> told(String type) {
    return KafkaLog.readAll(Backends.kafkaBootstrap(), Topics.NOTIFICATIONS).stream()
        .filter(record -> record.key().equals(container))
        .filter(record -> typeOf(record).equals("dev.postern." + type + ".v1"))
        .map(ConsumerRecord::value)
        .toList();
  }

  /** The ids of the events that this container's events follow from. */
  public List<String> causes() {
    return KafkaLog.readAll(Backends.kafkaBootstrap(), Topics.NOTIFICATIONS).stream()
        .filter(record -> record.key().equals(container))
        .map(record -> record.headers().lastHeader("ce_causationid").value())
        .map(id -> new String(id, StandardCharsets.UTF_8))
        .toList();
  }

  /** The ids of the traces of this container's events. */
  public List<String> traces() {
    return KafkaLog.readAll(Backends.kafkaBootstrap(), Topics.NOTIFICATIONS).stream()
        .filter(record -> record.key().equals(container))
        .map(record -> record.headers().lastHeader("traceparent").value())
        .map(traceParent -> new String(traceParent, StandardCharsets.UTF_8).substring(3, 35))
        .toList();
  }

  private static String typeOf(ConsumerRecord<String, String> record) {
    return new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
  }
}
