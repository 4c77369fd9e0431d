package dev.postern.problem;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/** Requests that no route takes; the router by itself answers them with a page or with nothing. */
@ApplicationScoped
class UnroutedRequests {

  /** Whose answers are Quarkus': they have a challenge. */
  private static final Set<Integer> SIGN_IN = Set.of(401, 403);

  void register(@Observes Router router) {
    for (int status : StatusProblems.known()) {
      if (!SIGN_IN.contains(status)) {
        router.errorHandler(status, context -> answer(context, status));
      }
    }
  }

  private static void answer(RoutingContext context, int status) {
    RoutedProblems.answer(context, StatusProblems.of(status));
  }
}
