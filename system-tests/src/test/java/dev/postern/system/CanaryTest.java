package dev.postern.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Promise 2: a hundred known passwords, and none of them is anywhere but in its mail. No part
 * exports traces (only {@code traceparent} travels, as a header of the records).
 */
@ExtendWith(StartedProduct.class)
class CanaryTest {

  private static final String DEMO = "demo@postern.test";
  private static final int CONTAINERS = 5;
  private static final int RESETS_OF_EACH = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void noPasswordIsAnywhereButInItsMail() throws Exception {
    List<String> ids = createdAndReset();

    Set<String> passwords = mailedPasswords();
    assertThat(passwords).hasSize(CONTAINERS * (RESETS_OF_EACH + 1));
    assertEveryPlaceIsRead(ids);
    SecretSearch search = new SecretSearch(passwords);
    Stream.of(
            SearchedPlaces.topics(),
            ServiceDatabases.everyRow(),
            SearchedPlaces.logs(),
            SearchedPlaces.metrics())
        .flatMap(List::stream)
        .forEach(place -> assertThat(search.in(place.content())).as(place.where()).isEmpty());
  }

  @Test
  void aPasswordThatWasLeftAnywhereWouldBeFound() throws IOException {
    SecretSearch search = new SecretSearch(PlantedSecret.PASSWORD);

    try (PlantedSecret planted = new PlantedSecret()) {
      assertThat(found(search, SearchedPlaces.topics())).hasSize(PlantedSecret.IN_TOPICS);
      assertThat(found(search, SearchedPlaces.logs()))
          .singleElement()
          .asString()
          .contains("canary.log");
      assertThat(found(search, ServiceDatabases.everyRow()))
          .hasSize(4)
          .allMatch(where -> where.startsWith("public.planted_canary of "));
    }
  }

  private static List<String> found(SecretSearch search, List<SearchedPlace> places) {
    return places.stream()
        .filter(place -> search.in(place.content()).isPresent())
        .map(SearchedPlace::where)
        .toList();
  }

  private static List<String> createdAndReset() throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(CONTAINERS);
    try {
      List<Future<String>> containers =
          IntStream.rangeClosed(1, CONTAINERS)
              .mapToObj(n -> threads.submit(() -> createAndReset("canary-" + n)))
              .toList();
      List<String> ids = new ArrayList<>();
      for (Future<String> container : containers) {
        ids.add(container.get());
      }
      return ids;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Each reset waits for the mail of the one before: all of them are mailed, none superseded. */
  private static String createAndReset(String name) {
    String id = CreatedContainer.create(name);
    awaitMailed(id, 1);
    for (int generation = 2; generation <= RESETS_OF_EACH + 1; generation++) {
      Api.credentials("demo").post("/v1/containers/" + id + "/password-resets", "{}").expect(202);
      awaitMailed(id, generation);
    }
    return id;
  }

  private static void awaitMailed(String id, int generation) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              JsonNode credential =
                  Api.credentials("demo")
                      .get("/v1/containers/" + id)
                      .expect(200)
                      .json()
                      .get("credential");
              return credential.get("generation").asInt() == generation
                  && credential.get("state").asText().equals("NOTIFIED");
            });
  }

  private static Set<String> mailedPasswords() {
    Set<String> passwords = new HashSet<>();
    InboxMail.about(DEMO, "canary-").stream()
        .filter(InboxMail::hasPassword)
        .forEach(mail -> passwords.add(mail.password()));
    return passwords;
  }

  /** A text that is known to be in a place is found there: the search does read that place. */
  private static void assertEveryPlaceIsRead(List<String> ids) {
    for (List<SearchedPlace> places :
        List.of(SearchedPlaces.topics(), ServiceDatabases.everyRow(), SearchedPlaces.logs())) {
      for (String id : ids) {
        SecretSearch search = new SecretSearch(id);
        assertThat(places).anyMatch(place -> search.in(place.content()).isPresent());
      }
    }
    SecretSearch meters = new SecretSearch("jvm_memory_used_bytes");
    assertThat(SearchedPlaces.metrics()).allMatch(place -> meters.in(place.content()).isPresent());
  }
}
