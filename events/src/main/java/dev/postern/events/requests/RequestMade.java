package dev.postern.events.requests;

import dev.postern.events.EventData;

/**
 * A request that changes something was answered.
 *
 * @param service the one that was asked, such as {@code key-service}
 * @param operation method and path of the interface, such as <code>DELETE /v1/keys/{id}</code>
 * @param target what the path names, where that is a name, an id or an address; else null
 * @param account the caller's; null where the token names none, or there was no token
 * @param subject the caller's, as in {@link dev.postern.events.Actor}; null without a token
 * @param source IP address of the client
 * @param status of HTTP
 */
public record RequestMade(
    String service,
    String operation,
    String target,
    String account,
    String subject,
    String source,
    int status)
    implements EventData {

  @Override
  public String topicKey() {
    return RequestKey.of(account, subject, source);
  }
}
