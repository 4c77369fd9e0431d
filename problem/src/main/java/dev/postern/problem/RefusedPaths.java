package dev.postern.problem;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps what clients make up out of the metrics: of a request that was refused before a resource
 * was found, the path is the client's own text, and each other one would be another time series. A
 * path that was served once is the service's.
 */
@Singleton
class RefusedPaths implements MeterFilter {

  private static final String REQUESTS = "http.server.requests";
  private static final String URI = "uri";
  private static final Tag REFUSED = Tag.of(URI, "REFUSED");

  private final Set<String> served = ConcurrentHashMap.newKeySet();

  @Override
  public Meter.Id map(Meter.Id id) {
    if (!id.getName().equals(REQUESTS)) {
      return id;
    }
    String uri = id.getTag(URI);
    if (uri == null || uri.contains("{")) {
      return id;
    }
    if (!"CLIENT_ERROR".equals(id.getTag("outcome"))) {
      served.add(uri);
      return id;
    }
    return served.contains(uri) ? id : id.replaceTags(withoutPath(id));
  }

  private static Iterable<Tag> withoutPath(Meter.Id id) {
    return id.getTags().stream().map(tag -> tag.getKey().equals(URI) ? REFUSED : tag).toList();
  }
}
