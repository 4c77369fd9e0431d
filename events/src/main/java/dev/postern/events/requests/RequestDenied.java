package dev.postern.events.requests;

import dev.postern.events.EventData;

/**
 * A request was denied: not allowed, not there or another's, or too many. The components are as
 * those of {@link RequestMade}.
 *
 * @param status 403, 404 or 429
 * @param unpublished denials of this status since its last event that were not published
 */
public record RequestDenied(
    String service,
    String operation,
    String target,
    String account,
    String subject,
    String source,
    int status,
    long unpublished)
    implements EventData {

  @Override
  public String topicKey() {
    return RequestKey.of(account, subject, source);
  }
}
