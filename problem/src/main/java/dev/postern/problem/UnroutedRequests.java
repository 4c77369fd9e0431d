package dev.postern.problem;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Requests that no route takes; the router by itself answers them with a page or with nothing. */
@ApplicationScoped
class UnroutedRequests {

  void register(@Observes Router router) {
    for (int status : StatusProblems.known()) {
      router.errorHandler(
          status, context -> RoutedProblems.answer(context, StatusProblems.of(status)));
    }
  }
}
