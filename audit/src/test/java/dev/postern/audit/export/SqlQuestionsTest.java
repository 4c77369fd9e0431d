package dev.postern.audit.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.access.AccessQuestion;
import dev.postern.audit.access.WayIn;
import dev.postern.audit.address.AddressQuestion;
import dev.postern.audit.history.RandomHistory;
import dev.postern.audit.log.HistoryReader;
import dev.postern.audit.log.Progress;
import dev.postern.audit.testing.MemoryLog;
import dev.postern.audit.testing.Scene;
import dev.postern.audit.timeline.Timeline;
import dev.postern.events.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What DuckDB answers over an export is what the library answers over the log. */
class SqlQuestionsTest {

  private static final Path SQL = Path.of("../docs/audit/sql");
  private static final List<String> TOPICS =
      List.of(
          Topics.CONTAINERS,
          Topics.KEYS,
          Topics.IPS,
          Topics.NOTIFICATIONS,
          Topics.SESSIONS,
          Topics.PLATFORM_CONTAINERS,
          Topics.PLATFORM_IPS);
  private static final int OPERATIONS = 1500;
  private static final int MOMENTS = 15;
  private static final long SEED = Long.getLong("postern.seed", System.nanoTime());

  @TempDir static Path folder;
  private static RandomHistory history;
  private static MemoryLog log;
  private static Connection duckDb;
  private final Random random = new Random(SEED);

  @BeforeAll
  static void export() throws IOException, SQLException {
    history = new RandomHistory(SEED, OPERATIONS);
    log = MemoryLog.of(history.published());
    new LogExporter(log, Progress.NONE)
        .export(TOPICS, folder.resolve("export"), null, Instant.now());
    duckDb = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = duckDb.createStatement()) {
      statement.execute(sql("events.sql", Map.of("export", folder.resolve("export").toString())));
    }
  }

  @AfterAll
  static void close() throws SQLException {
    duckDb.close();
  }

  @Test
  void whoCouldLogInToAContainer() throws Exception {
    for (int i = 0; i < MOMENTS; i++) {
      String container = one(history.containers());
      Instant at = moment();

      assertThat(
              rows(
                  "access-container.sql",
                  Map.of("container", container, "at", at.toString()),
                  "kind",
                  "account",
                  "container",
                  "credential",
                  "is_open"))
          .as("seed %d, container %s at %s", SEED, container, at)
          .containsExactlyInAnyOrderElementsOf(shown(access().toContainer(container, at).ways()));
    }
  }

  @Test
  void whereAnAccountCouldLogIn() throws Exception {
    for (String account : List.of("a", "b", "c")) {
      Instant at = moment();

      assertThat(
              rows(
                  "access-account.sql",
                  Map.of("account", account, "at", at.toString()),
                  "kind",
                  "account",
                  "container",
                  "credential",
                  "is_open"))
          .as("seed %d, account %s at %s", SEED, account, at)
          .containsExactlyInAnyOrderElementsOf(shown(access().ofAccount(account, at).ways()));
    }
  }

  @Test
  void whoHeldAnAddress() throws Exception {
    var question = new AddressQuestion(new HistoryReader(log, Progress.NONE));
    for (int i = 0; i < MOMENTS; i++) {
      String address = RandomHistory.address(random.nextInt(20));
      Instant at = moment();

      assertThat(rows("ip.sql", Map.of("address", address, "at", at.toString()), "container"))
          .as("seed %d, address %s at %s", SEED, address, at)
          .isEqualTo(
              question.at(address, at).holdings().stream()
                  .map(holding -> List.of(holding.container()))
                  .toList());
    }
  }

  @Test
  void whatHappened() throws Exception {
    var timeline = new Timeline(log, new HistoryReader(log, Progress.NONE));
    String container = one(history.containers());

    assertThat(rows("timeline-container.sql", Map.of("container", container), "id"))
        .as("seed %d, container %s", SEED, container)
        .containsExactlyInAnyOrderElementsOf(ids(timeline.ofContainer(container, null, null)));
    assertThat(rows("timeline-account.sql", Map.of("account", "a"), "id"))
        .containsExactlyInAnyOrderElementsOf(ids(timeline.ofAccount("a", null, null)));
    assertThat(rows("actor.sql", Map.of("subject", "s-demo"), "id"))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(ids(timeline.ofActor("s-demo", null, null)));
  }

  @Test
  void parquetHoldsTheSameEventsByTopicAndDay() throws Exception {
    Path parquet = folder.resolve("parquet");
    String columns =
        "id, type, time, sequence, topic, log_offset, day, account, CAST(data AS VARCHAR)";
    String files =
        "read_parquet('"
            + parquet
            + "/*/*/*.parquet', hive_partitioning = true, hive_types = {'topic': VARCHAR, 'day':"
            + " DATE})";

    try (Statement statement = duckDb.createStatement()) {
      statement.execute(sql("parquet.sql", Map.of("parquet", parquet.toString())));
    }

    assertThat(parquet.resolve("topic=" + Topics.KEYS)).isDirectory();
    assertThat(count("SELECT count(*) FROM event"))
        .isPositive()
        .isEqualTo(count("SELECT count(*) FROM " + files));
    assertThat(
            count(
                "SELECT count(*) FROM (SELECT "
                    + columns
                    + " FROM event EXCEPT SELECT "
                    + columns
                    + " FROM "
                    + files
                    + ")"))
        .isZero();
  }

  private static long count(String query) throws SQLException {
    try (Statement statement = duckDb.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    }
  }

  private static List<List<String>> ids(Timeline.Answer answer) {
    return answer.entries().stream().map(entry -> List.of(entry.event().id().toString())).toList();
  }

  private static List<List<String>> shown(List<WayIn> ways) {
    return ways.stream()
        .map(
            way ->
                List.of(
                    way.kind().name(),
                    way.account(),
                    way.container(),
                    String.valueOf(way.credential()),
                    String.valueOf(way.open())))
        .toList();
  }

  private static AccessQuestion access() {
    return new AccessQuestion(new HistoryReader(log, Progress.NONE));
  }

  private static List<List<String>> rows(String file, Map<String, String> values, String... columns)
      throws IOException, SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = duckDb.createStatement();
        ResultSet result = statement.executeQuery(sql(file, values))) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (String column : columns) {
          row.add(String.valueOf(result.getString(column)));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static String sql(String file, Map<String, String> values) throws IOException {
    String text = Files.readString(SQL.resolve(file));
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("${" + value.getKey() + "}", value.getValue());
    }
    return text;
  }

  private Instant moment() {
    long span = Duration.between(Scene.BEGIN, history.end()).toMillis();
    return Scene.BEGIN.plusMillis(random.nextLong(span + 1));
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
