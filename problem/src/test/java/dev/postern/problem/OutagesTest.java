package dev.postern.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutagesTest {

  @ParameterizedTest
  @ValueSource(strings = {"57P01", "57P02", "57P03", "53300", "08006"})
  void aDatabaseThatStartsOrStopsIsOneHoweverItIsTold(String state) {
    assertThat(Outages.isOutage(new IllegalStateException(new SQLException("no", state)))).isTrue();
    assertThat(Outages.isOutage(new IllegalStateException(new Refused(state)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"22021", "23505", "42P01"})
  void whatItRefusesWhileItIsWellIsNone(String state) {
    assertThat(Outages.isOutage(new SQLException("no", state))).isFalse();
    assertThat(Outages.isOutage(new Refused(state))).isFalse();
  }

  @Test
  void aConnectionThatBreaksIsOneAndAFailureWithoutAStateIsNot() {
    assertThat(Outages.isOutage(ClosedConnectionException.INSTANCE)).isTrue();
    assertThat(Outages.isOutage(new SQLException("no"))).isFalse();
  }

  /** As PostgreSQL's reactive client tells it, before Hibernate makes an SQLException of it. */
  private static final class Refused extends DatabaseException {

    private static final long serialVersionUID = 1L;

    Refused(String state) {
      super("no", 0, state);
    }
  }
}
