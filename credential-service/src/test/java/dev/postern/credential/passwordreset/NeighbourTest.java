package dev.postern.credential.passwordreset;

import static dev.postern.credential.testing.Requests.as;
import static dev.postern.credential.testing.Requests.registerUnreachable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import dev.postern.backends.testing.Backends;
import dev.postern.backends.testing.LockedRow;
import dev.postern.credential.testing.CredentialFiles;
import dev.postern.credential.testing.Database;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What one account asks for neither waits for another's containers nor holds them up. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(CredentialFiles.class)
class NeighbourTest {

  private static final Duration AT_ONCE = Duration.ofSeconds(5);
  private static final int MOST_IN_A_BATCH = 1000;
  private static final int PER_HOUR = 3000;

  @Inject ResetBatchPruning pruning;

  @Test
  void anothersContainerThatIsLockedIsAnsweredLikeOneThatIsNotThere() throws Exception {
    // Given
    String anothers = registerUnreachable("demo");

    // When, then
    whileLocked(
        anothers,
        () -> {
          for (String id : List.of(anothers, "cmadeup")) {
            as("friend").post("/v1/containers/" + id + "/password-resets").then().statusCode(404);
            as("friend")
                .body("{\"containers\":[\"" + id + "\"]}")
                .post("/v1/password-resets")
                .then()
                .statusCode(202)
                .body("items.error", everyItem(equalTo("NOT_FOUND")));
          }
        });
  }

  @Test
  void aBatchLocksNothingThatIsAnothers() throws Exception {
    // Given
    String anothers = registerUnreachable("demo");
    String ids =
        Stream.concat(Stream.of(anothers), madeUp("a", MOST_IN_A_BATCH - 1))
            .map(id -> "\"" + id + "\"")
            .collect(Collectors.joining(","));

    // When
    whileLocked(
        anothers,
        () ->
            as("friend")
                .body("{\"containers\":[" + ids + "]}")
                .post("/v1/password-resets")
                .then()
                .statusCode(202)
                .body("items.error", everyItem(equalTo("NOT_FOUND"))));

    // Then
    as("demo").get("/v1/containers/" + anothers).then().statusCode(200);
  }

  @Test
  void whatIsNotThereCountsTowardsTheLimitToo() throws Exception {
    // Given
    Database.update("UPDATE reset_set SET requested_at = requested_at - interval '2 hours'");
    Database.update(
        "INSERT INTO reset_set (id, account, requested_by, requested_at)"
            + " VALUES ('guesses', 'platform', 'platform', now())");
    Database.update(
        "INSERT INTO reset_set_item (id, reset_set, position, container, error)"
            + " SELECT gen_random_uuid(), 'guesses', i, 'c' || i, 'NOT_FOUND'"
            + " FROM generate_series(1, ?) AS i",
        PER_HOUR);

    // When, then
    try {
      as("platform")
          .body("{\"containers\":[\"conemore\"]}")
          .post("/v1/password-resets")
          .then()
          .statusCode(429);
    } finally {
      Database.update("DELETE FROM reset_set WHERE id = 'guesses'");
    }
    as("platform")
        .body("{\"containers\":[\"conemore\"]}")
        .post("/v1/password-resets")
        .then()
        .statusCode(202);
  }

  @Test
  void anOldBatchGoesWithItsItemsAndALaterOneStays() throws Exception {
    // Given
    insertBatch("old-batch", Instant.now().minus(31, ChronoUnit.DAYS));
    insertBatch("young-batch", Instant.now().minus(29, ChronoUnit.DAYS));

    // When
    pruning.prune().await().atMost(AT_ONCE);

    // Then
    assertThat(batches("old-batch")).isZero();
    assertThat(items("old-batch")).isZero();
    assertThat(batches("young-batch")).isEqualTo(1);
    assertThat(items("young-batch")).isEqualTo(1);
  }

  private static void insertBatch(String id, Instant at) throws Exception {
    Database.update(
        "INSERT INTO reset_set (id, account, requested_by, requested_at) VALUES (?, 'a', 'a', ?)",
        id,
        java.sql.Timestamp.from(at));
    Database.update(
        "INSERT INTO reset_set_item (id, reset_set, position, container)"
            + " VALUES (gen_random_uuid(), ?, 0, 'c1')",
        id);
  }

  private static long batches(String id) throws Exception {
    return Database.count("SELECT count(*) FROM reset_set WHERE id = ?", id);
  }

  private static long items(String id) throws Exception {
    return Database.count("SELECT count(*) FROM reset_set_item WHERE reset_set = ?", id);
  }

  private static Stream<String> madeUp(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(n -> "c" + prefix + n);
  }

  /** Another transaction has the row for as long as the work takes. */
  private static void whileLocked(String container, Runnable work) throws Exception {
    try (LockedRow locked = LockedRow.of("container", "id = ?", container)) {
      Assertions.assertTimeoutPreemptively(AT_ONCE, work::run);
    }
  }
}
