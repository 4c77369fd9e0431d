package dev.postern.dashboard.live;

import jakarta.enterprise.context.RequestScoped;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Where the changes begin that a page of this request may not show yet. */
@RequestScoped
public class LivePosition {

  private final String text;

  LivePosition(LiveStreams streams) {
    this.text = streams.position();
  }

  public String text() {
    return text;
  }

  /** Taken before any service is asked: a change after its answer is after this. */
  static class Taking {

    private final LivePosition position;

    Taking(LivePosition position) {
      this.position = position;
    }

    @ServerRequestFilter
    void take() {
      position.text();
    }
  }
}
