package dev.postern.transparency.note;

/**
 * The name of a log: a partition of a topic of a cluster.
 *
 * @param cluster the name that the notary gives the Kafka cluster
 */
public record Origin(String cluster, String topic, int partition) {

  private static final String PREFIX = "postern/";

  /**
   * @throws IllegalArgumentException with a sentence, when it names no partition
   */
  public static Origin parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 4 || !text.startsWith(PREFIX) || !parts[3].matches("0|[1-9][0-9]{0,8}")) {
      throw new IllegalArgumentException(
          "the origin is not postern/CLUSTER/TOPIC/PARTITION: " + text);
    }
    return new Origin(parts[1], parts[2], Integer.parseInt(parts[3]));
  }

  /** The name of the key of a whole cluster's notary. */
  public static String ofCluster(String cluster) {
    return PREFIX + cluster;
  }

  @Override
  public String toString() {
    return PREFIX + cluster + "/" + topic + "/" + partition;
  }
}
