package dev.postern.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseFailureTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08006", // connection failure
        "25006", // read-only transaction
        "28P01", // wrong password
        "40P01", // deadlock
        "42P01", // no such table
        "53300", // too many connections
        "57P01" // shutdown
      })
  void whatIsRefusedToEverybodyIsWorthWaiting(String state) {
    assertThat(DatabaseFailure.isWorthWaiting(fromHibernate(state))).isTrue();
    assertThat(DatabaseFailure.isWorthWaiting(new PgException("no", "FATAL", state, ""))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "22001", // value too long
        "23505", // unique violation
        "54000" // program limit exceeded
      })
  void whatIsRefusedToThisRecordIsNot(String state) {
    assertThat(DatabaseFailure.isWorthWaiting(fromHibernate(state))).isFalse();
    assertThat(DatabaseFailure.isWorthWaiting(new PgException("no", "ERROR", state, ""))).isFalse();
  }

  @Test
  void aBrokenConnectionIsWorthWaitingAndAnyOtherFailureIsNot() {
    assertThat(DatabaseFailure.isWorthWaiting(new IOException())).isTrue();
    assertThat(DatabaseFailure.isWorthWaiting(new VertxException("closed"))).isTrue();
    assertThat(DatabaseFailure.isWorthWaiting(new IllegalStateException())).isFalse();
    assertThat(DatabaseFailure.isWorthWaiting(new SQLException())).isFalse();
  }

  /** As a statement of a handler fails: Hibernate wraps the SQLException that it makes. */
  private static RuntimeException fromHibernate(String state) {
    return new IllegalStateException(new SQLException("no", state));
  }
}
