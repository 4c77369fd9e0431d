package dev.postern.credential.testing;

import io.quarkus.test.junit.callback.QuarkusTestAfterAllCallback;
import io.quarkus.test.junit.callback.QuarkusTestContext;
import java.sql.SQLException;

/**
 * Ends what a test class leaves behind: a container that it does not delete would be tried again,
 * every second, under all later classes. Found by its name in {@code META-INF/services}.
 */
public final class LeftContainers implements QuarkusTestAfterAllCallback {

  private static final String END_ATTEMPTS =
      "UPDATE generation SET state = 'FAILED', reason = 'CONTAINER_DELETED', finished_at = now(),"
          + " next_attempt_at = NULL, leased_until = NULL"
          + " WHERE state IN ('REQUESTED', 'APPLYING')";
  private static final String DELETE =
      "UPDATE container SET deleted_at = now() WHERE deleted_at IS NULL";

  @Override
  public void afterAll(QuarkusTestContext context) {
    try {
      Database.update(DELETE);
      Database.update(END_ATTEMPTS);
    } catch (SQLException e) {
      throw new IllegalStateException("What the class left behind was not ended", e);
    }
  }
}
