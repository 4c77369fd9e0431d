package dev.postern.dashboard.services;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Questions about more containers than a service answers at once. */
final class Batches {

  private static final int AT_ONCE = 4;

  private Batches() {}

  /** The answers, one for each {@link ContainersApi#MOST} of the ids. */
  static <T> Uni<List<T>> of(List<String> ids, Function<List<String>, Uni<T>> question) {
    return ids.isEmpty()
        ? Uni.createFrom().item(List.of())
        : Uni.join()
            .all(parts(ids).map(question).toList())
            .usingConcurrencyOf(AT_ONCE)
            .andFailFast();
  }

  private static Stream<List<String>> parts(List<String> ids) {
    int most = ContainersApi.MOST;
    return IntStream.range(0, (ids.size() + most - 1) / most)
        .mapToObj(n -> ids.subList(n * most, Math.min(ids.size(), (n + 1) * most)));
  }
}
