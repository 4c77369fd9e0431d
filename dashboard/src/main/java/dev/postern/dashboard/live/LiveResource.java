package dev.postern.dashboard.live;

import dev.postern.dashboard.signin.SignedIn;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import org.jboss.resteasy.reactive.ResponseHeader;

/** What an open page listens to: server-sent events that name what changed. */
@Path("/live")
@Authenticated
class LiveResource {

  private static final int TOO_MANY = 429;

  /** Spreads pages that lost their replica. */
  private static final int RECONNECT_MILLIS = 1000;

  private final LiveStreams streams;
  private final SignedIn person;

  LiveResource(LiveStreams streams, SignedIn person) {
    this.streams = streams;
    this.person = person;
  }

  /**
   * It ends with the sign-in; the page comes back with a renewed one, or is told that it has none.
   *
   * @param since where the page was made
   * @param last where an earlier stream of the page ended
   */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @ResponseHeader(name = "X-Accel-Buffering", value = "no")
  public Multi<OutboundSseEvent> stream(
      @QueryParam("since") String since,
      @HeaderParam("Last-Event-ID") String last,
      @Context Sse sse) {
    var viewer = new Viewer(person.account(), person.readsAllContainers());
    return streams
        .open(viewer, last == null ? since : last)
        .orElseThrow(() -> new WebApplicationException(TOO_MANY))
        .select()
        .first(left(person.until()))
        .map(message -> event(message, sse));
  }

  private static Duration left(Instant until) {
    Duration left = Duration.between(Instant.now(), until);
    return left.isNegative() || left.isZero() ? Duration.ofMillis(1) : left;
  }

  private static OutboundSseEvent event(Message message, Sse sse) {
    var event =
        sse.newEventBuilder()
            .name(message.event())
            .data(message.data())
            .reconnectDelay(RECONNECT_MILLIS);
    if (message.position() != null) {
      event.id(message.position());
    }
    return event.build();
  }
}
