package dev.postern.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Every place where a password must not be. */
final class SearchedPlaces {

  private SearchedPlaces() {}

  /** Keys, values and headers of every record of every topic, dead letters too. */
  static List<SearchedPlace> topics() {
    return KafkaTopics.everyRecord().stream().flatMap(SearchedPlaces::parts).toList();
  }

  private static Stream<SearchedPlace> parts(ConsumerRecord<byte[], byte[]> record) {
    String where = record.topic() + "-" + record.partition() + "@" + record.offset();
    Stream<SearchedPlace> headers =
        Stream.of(record.headers().toArray())
            .flatMap(
                header ->
                    Stream.of(
                        SearchedPlace.of("name of a header of " + where, header.key()),
                        new SearchedPlace(header.key() + " of " + where, header.value())));
    return Stream.concat(
        Stream.of(
            new SearchedPlace("key of " + where, record.key()),
            new SearchedPlace("value of " + where, record.value())),
        headers);
  }

  /** The logs of services, backends and launcher. */
  static List<SearchedPlace> logs() {
    try (Stream<Path> files = Files.walk(Postern.data().resolve("logs"))) {
      return files.filter(Files::isRegularFile).map(SearchedPlaces::file).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SearchedPlace file(Path file) {
    try {
      return new SearchedPlace(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The metrics of every service. */
  static List<SearchedPlace> metrics() {
    return Stream.of(
            Api.keys("operator"),
            Api.ips("operator"),
            Api.credentials("operator"),
            Api.notifications("operator"),
            Api.gateway())
        .map(api -> SearchedPlace.of("metrics", api.get("/q/metrics").expect(200).text()))
        .toList();
  }
}
