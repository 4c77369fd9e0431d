package dev.postern.problem;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/** For filters of services that must not be changed by a request before they are ready for it. */
public final class ChangingRequests {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Set<String> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private ChangingRequests() {}

  /**
   * Lets a request wait that changes something; one that reads goes on.
   *
   * @param isReady whether none has to wait
   * @param ready completes when it is
   * @return null, so that the request goes on; fails with 503 where that lasts
   */
  public static Uni<Response> await(
      ContainerRequestContext request, boolean isReady, Supplier<Uni<Void>> ready) {
    return isReady || READING.contains(request.getMethod())
        ? Uni.createFrom().nullItem()
        : ready
            .get()
            .ifNoItem()
            .after(PATIENCE)
            .fail()
            .onFailure(TimeoutException.class)
            .transform(
                late -> Problem.unavailable("The service is starting. Try again in a moment."))
            .replaceWith((Response) null);
  }
}
