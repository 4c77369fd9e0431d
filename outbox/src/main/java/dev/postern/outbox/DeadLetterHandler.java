package dev.postern.outbox;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.fault.KafkaFailureHandler;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/**
 * Tells of a record that could not be handled, and lets its channel go on. While Kafka takes
 * nothing, it waits: a dead letter is not lost. Only one that Kafka refuses for what it is counts
 * as told by the log line alone.
 */
final class DeadLetterHandler implements KafkaFailureHandler {

  private static final Logger LOG = Logger.getLogger(DeadLetterHandler.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final String channel;
  private final String topic;
  private final Supplier<Producer<byte[], byte[]>> producer;

  DeadLetterHandler(String channel, String topic, Supplier<Producer<byte[], byte[]>> producer) {
    this.channel = channel;
    this.topic = topic;
    this.producer = producer;
  }

  @Override
  public <K, V> Uni<Void> handle(
      IncomingKafkaRecord<K, V> record, Throwable reason, Metadata metadata) {
    LOG.errorf(
        "Put aside a record channel=%s topic=%s partition=%d offset=%d reason=%s",
        channel,
        record.getTopic(),
        record.getPartition(),
        record.getOffset(),
        reason.getClass().getSimpleName());
    ProducerRecord<byte[], byte[]> letter = DeadLetterRecord.of(topic, record, reason);
    return Uni.createFrom()
        .deferred(() -> send(letter))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .onFailure(failure -> !isAboutTheLetter(failure))
        .invoke(
            failure ->
                LOG.warnf(
                    "Waits to put a record aside channel=%s reason=%s", channel, name(failure)))
        .onFailure(failure -> !isAboutTheLetter(failure))
        .retry()
        .withBackOff(FIRST_WAIT, LONGEST_WAIT)
        .indefinitely()
        .onFailure()
        .recoverWithUni(failure -> toldByTheLog(record, failure))
        .emitOn(record::runOnMessageContext)
        .chain(() -> Uni.createFrom().completionStage(record::ack));
  }

  private Uni<Void> send(ProducerRecord<byte[], byte[]> letter) {
    return Uni.createFrom()
        .emitter(
            stored ->
                producer
                    .get()
                    .send(
                        letter,
                        (place, failure) -> {
                          if (failure == null) {
                            stored.complete(null);
                          } else {
                            stored.fail(failure);
                          }
                        }));
  }

  private Uni<Void> toldByTheLog(IncomingKafkaRecord<?, ?> record, Throwable failure) {
    LOG.errorf(
        "A dead letter was refused, the record is only where it was channel=%s topic=%s"
            + " partition=%d offset=%d reason=%s",
        channel, record.getTopic(), record.getPartition(), record.getOffset(), name(failure));
    return Uni.createFrom().voidItem();
  }

  private static boolean isAboutTheLetter(Throwable failure) {
    return failure instanceof RecordTooLargeException || failure instanceof InvalidRecordException;
  }

  private static String name(Throwable failure) {
    return failure.getClass().getSimpleName();
  }
}
