package dev.postern.key.sharing;

import static dev.postern.key.testing.Tenant.newKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.backends.testing.Backends;
import dev.postern.backends.testing.LockedRow;
import dev.postern.key.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** How long an answer takes does not tell whether what it is about is there. */
@QuarkusTest
@WithTestResource(Backends.class)
class AnothersRowTest {

  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  private final Tenant owner = Tenant.unique();
  private final Tenant stranger = Tenant.unique();

  @Test
  void anothersKeyThatIsLockedIsAnsweredLikeOneThatIsNotThere() throws Exception {
    String id = owner.addedId(newKey("locked"));

    try (LockedRow locked = LockedRow.of("ssh_key", "id = ?", id)) {
      assertNotFound("/v1/keys/" + id);
      assertNotFound("/v1/keys/kmadeup");
    }
  }

  @Test
  void anothersShareThatIsLockedIsAnsweredLikeOneThatIsNotThere() throws Exception {
    String id = owner.share("shop", "somebody").path("id");

    try (LockedRow locked = LockedRow.of("share", "id = ?", id)) {
      assertNotFound("/v1/shares/" + id);
      assertNotFound("/v1/shares/smadeup");
    }
  }

  private void assertNotFound(String path) {
    Assertions.assertTimeoutPreemptively(
        AT_ONCE,
        () ->
            assertThat(stranger.request().delete(path).statusCode())
                .as("DELETE %s", path)
                .isEqualTo(404));
  }
}
