package dev.postern.topicreader;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** The headers of a record, as events have them: text in UTF-8. */
public final class RecordHeaders {

  private RecordHeaders() {}

  /**
   * @return of several with the name the last; null where there is none, or it has no value
   */
  public static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
