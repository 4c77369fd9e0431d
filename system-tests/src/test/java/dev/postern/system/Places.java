package dev.postern.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Every place where a password must not be. */
final class Places {

  private Places() {}

  /** Keys, values and headers of every record of every topic, dead letters too. */
  static List<Place> topics() {
    return KafkaTopics.everyRecord().stream().flatMap(Places::parts).toList();
  }

  private static Stream<Place> parts(ConsumerRecord<byte[], byte[]> record) {
    String where = record.topic() + "-" + record.partition() + "@" + record.offset();
    Stream<Place> headers =
        Stream.of(record.headers().toArray())
            .flatMap(
                header ->
                    Stream.of(
                        Place.of("name of a header of " + where, header.key()),
                        new Place(header.key() + " of " + where, header.value())));
    return Stream.concat(
        Stream.of(
            new Place("key of " + where, record.key()),
            new Place("value of " + where, record.value())),
        headers);
  }

  /** The logs of services, backends and launcher. */
  static List<Place> logs() {
    try (Stream<Path> files = Files.walk(Postern.data().resolve("logs"))) {
      return files.filter(Files::isRegularFile).map(Places::file).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Place file(Path file) {
    try {
      return new Place(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The metrics of every service. */
  static List<Place> metrics() {
    return Stream.of(
            Api.keys("operator"),
            Api.ips("operator"),
            Api.credentials("operator"),
            Api.notifications("operator"),
            Api.gateway())
        .map(api -> Place.of("metrics", api.get("/q/metrics").expect(200).text()))
        .toList();
  }
}
