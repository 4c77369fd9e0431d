package dev.postern.credential.deadletters;

import dev.postern.topicreader.RecordHeaders;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that a service put aside. Its key, its value and its other headers may hold anything,
 * secrets too, and are not read.
 *
 * @param topic where it came from, with its partition and offset there; null where it does not say
 * @param type what it said it is, such as {@code dev.postern.PasswordReset.v1}; null where it did
 *     not
 * @param reason why it was put aside, printable and cut
 */
record DeadLetter(
    Instant time, String topic, Integer partition, Long offset, String type, String reason) {

  private static final int LONGEST = 300;
  private static final String TYPE = "dev\\.postern\\.[A-Za-z.]{1,80}\\.v\\d{1,3}";
  private static final String TOPIC = "[A-Za-z0-9._-]{1,249}";

  static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
    String offset = header(record, "dead-letter-offset", "\\d{1,18}");
    String partition = header(record, "dead-letter-partition", "\\d{1,9}");
    return new DeadLetter(
        Instant.ofEpochMilli(record.timestamp()),
        header(record, "dead-letter-topic", TOPIC),
        partition == null ? null : Integer.valueOf(partition),
        offset == null ? null : Long.valueOf(offset),
        header(record, "ce_type", TYPE),
        printable(RecordHeaders.text(record.headers(), "dead-letter-reason")));
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name, String pattern) {
    String text = RecordHeaders.text(record.headers(), name);
    return text != null && text.matches(pattern) ? text : null;
  }

  private static String printable(String text) {
    if (text == null) {
      return null;
    }
    String clean = text.replaceAll("[^\\x20-\\x7e]+", " ").strip();
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "...";
  }
}
