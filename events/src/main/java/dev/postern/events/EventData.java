package dev.postern.events;

/**
 * The data of one event: a record whose components are its JSON properties.
 *
 * <p>Never a password, hash, ciphertext, e-mail address or private key: the log is kept for ever
 * and read by many.
 */
public interface EventData {

  /** The key of the Kafka record: what the events of a topic are ordered by. */
  String topicKey();
}
