package dev.postern.key.keys;

import static dev.postern.key.testing.Tenant.newKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.postern.backends.testing.Backends;
import dev.postern.backends.testing.KafkaLog;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventJson;
import dev.postern.events.Topics;
import dev.postern.events.keys.KeyDisabled;
import dev.postern.events.keys.PolicyChanged;
import dev.postern.events.state.KeyState;
import dev.postern.key.testing.Database;
import dev.postern.key.testing.Published;
import dev.postern.key.testing.RsaLines;
import dev.postern.key.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A tighter policy disables what an earlier one let in, and deletes nothing. */
@QuarkusTest
@WithTestResource(Backends.class)
class PolicySweepTest {

  private static final String VAGRANT =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN1YdxBpNlzxDqfJyw/QKow1F+wvG9hXGoqiysfJOn5Y";

  private static final Duration SOON = Duration.ofSeconds(20);

  private final Tenant owner = Tenant.unique();

  @Test
  void aKeyThatIsTooShortNowIsDisabledWithEventAndState() {
    String good = owner.addedId(newKey("good"));
    String line = RsaLines.ofBits(2048);
    String id = letInBefore(line, 2048);

    awaitDisabled(id);

    owner
        .list()
        .then()
        .body("items.id", contains(good, id))
        .body("items.state", contains("ACTIVE", "DISABLED"))
        .body("items.disabledReason", contains(null, "TOO_SHORT"))
        .body("items.disabledAt", contains(nullValue(), notNullValue()));
    String fingerprint = owner.get(id).path("fingerprint");
    var event = Published.await(Topics.KEYS, owner.account(), 2).get(1);
    assertThat(Published.header(event, EventHeaders.TYPE)).isEqualTo("dev.postern.KeyDisabled.v1");
    assertThat(EventJson.read(event.value(), KeyDisabled.class))
        .isEqualTo(
            new KeyDisabled(id, owner.account(), "old", fingerprint, KeyDisabled.Reason.TOO_SHORT));
    var state = Published.await(Topics.STATE_KEYS, fingerprint, 1).get(0);
    assertThat(EventJson.read(state.value(), KeyState.class).state())
        .isEqualTo(KeyState.State.DISABLED);
  }

  @Test
  void whatThePolicyAllowsIsInTheLogOnceAndAgainWhereItChanged() {
    Awaitility.await().atMost(SOON).until(() -> !policies().isEmpty());
    List<PolicyChanged> before = policies();
    assertThat(before).containsOnly(new PolicyChanged("keys", 3072, 100, null));

    Database.query(
        "UPDATE published_policy SET said = 'what an earlier start said' RETURNING name");

    Awaitility.await().atMost(SOON).until(() -> policies().size() == before.size() + 1);
    awaitSweeps();
    assertThat(policies()).hasSize(before.size() + 1);
  }

  private static List<PolicyChanged> policies() {
    return KafkaLog.readAll(Backends.kafkaBootstrap(), Topics.KEYS).stream()
        .filter(record -> "keys".equals(record.key()))
        .map(record -> EventJson.read(record.value(), PolicyChanged.class))
        .toList();
  }

  /** What is disabled now is so by a sweep that began after this. */
  private void awaitSweeps() {
    for (int sweep = 0; sweep < 2; sweep++) {
      awaitDisabled(letInBefore(RsaLines.ofBits(2048), 2048));
    }
  }

  @Test
  void aKeyThatIsOnTheBlocklistNowIsDisabledAndItsOwnerRemovesIt() {
    String id = letInBefore(VAGRANT, 256);

    awaitDisabled(id);

    owner.get(id).then().body("disabledReason", equalTo("COMPROMISED"));
    String fingerprint = owner.get(id).path("fingerprint");
    owner.remove(id).then().statusCode(204);
    assertThat(Published.await(Topics.STATE_KEYS, fingerprint, 2).get(1).value()).isNull();
    owner.add(VAGRANT).then().statusCode(400);
  }

  @Test
  void aDisabledKeyThatIsAllowedAgainStaysDisabledUntilItIsAddedAgain() {
    String line = newKey("mine");
    String id = owner.addedId(line);
    Database.query(
        """
        UPDATE ssh_key SET state = 'DISABLED', disabled_at = now(), disabled_reason = 'TOO_SHORT'
        WHERE id = '%s' RETURNING id
        """
            .formatted(id));
    String later = letInBefore(RsaLines.ofBits(2056), 2056);
    awaitDisabled(later);

    owner.get(id).then().body("state", equalTo("DISABLED"));
    owner
        .add(line)
        .then()
        .statusCode(409)
        .body("type", endsWith("/key-exists"))
        .body(
            "detail",
            equalTo(
                "You have this key already, as \"mine\", and it is disabled; remove it first."));
    owner.remove(id).then().statusCode(204);
    owner.add(line).then().statusCode(201).body("state", equalTo("ACTIVE"));
  }

  /** A row as the service wrote it under a policy that has been tightened since. */
  private String letInBefore(String line, int bits) {
    String[] words = line.split(" ");
    return Database.query(
            """
            WITH added AS (INSERT INTO account VALUES ('%1$s') ON CONFLICT DO NOTHING)
            INSERT INTO ssh_key (id, account, title, type, bits, fingerprint, blob, comment)
            VALUES ('k' || substr(md5(random()::text), 1, 15), '%1$s', 'old', '%2$s', %3$d,
              'SHA256:' || rtrim(encode(sha256(decode('%4$s', 'base64')), 'base64'), '='), '%4$s', '')
            RETURNING id
            """
                .formatted(owner.account(), words[0], bits, words[1]))
        .get(0);
  }

  private void awaitDisabled(String id) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> "DISABLED".equals(owner.get(id).path("state")));
  }
}
