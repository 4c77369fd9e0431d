package dev.postern.gateway.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.events.EventHeaders;
import dev.postern.events.Topics;
import dev.postern.events.state.ShareState;
import dev.postern.keytable.Fingerprint;
import dev.postern.keytable.KeyInvalidation;
import dev.postern.keytable.RegisteredKey;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes from a topic is checked before the view relies on it. */
class StateRecordsTest {

  private static final String PRINT = "SHA256:aLlEMfqp7pyUZteLFwNmBiTFf5P7cbI57PTgK5YuFew";
  private static final String CONTAINER =
      """
      {"container":"c1","account":"demo","environment":"shop","layer":"cp","name":"web-1",
       "runtime":"RUNNING","host":"127.0.0.1","port":22,"user":"root",
       "hostKeys":["SHA256:aLlEMfqp7pyUZteLFwNmBiTFf5P7cbI57PTgK5YuFew"],
       "addresses":[{"address":"192.0.2.1","port":22}]}""";
  private static final String KEY =
      """
      {"fingerprint":"%s","key":"k1","account":"demo","type":"ssh-ed25519","blob":"AAAA",
       "expiresAt":null,"state":"ACTIVE"}"""
          .formatted(PRINT);
  private static final String SHARE =
      "{\"owner\":\"demo\",\"environment\":\"shop\",\"with\":\"friend\"}";

  private final ViewState state = new ViewState();
  private long sequence;

  @BeforeEach
  void everythingIsKnown() {
    apply(Topics.STATE_CONTAINERS, "c1", CONTAINER);
    apply(Topics.STATE_CONTAINERS, "c2", CONTAINER.replace("c1", "c2").replace("web-1", "web-2"));
    apply(Topics.STATE_KEYS, PRINT, KEY);
    apply(Topics.STATE_SHARES, "demo/shop/friend", SHARE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"container\":\"c1\"|\"container\":null",
        "\"container\":\"c1\"|\"container\":\"c2\"",
        "\"account\":\"demo\"|\"account\":null",
        "\"account\":\"demo\"|\"account\":[\"demo\"]",
        "\"account\":\"demo\"|\"account\":\"\"",
        "\"account\":\"demo\"|\"account\":{}",
        "\"account\":\"demo\",|",
        "\"environment\":\"shop\"|\"environment\":null",
        "\"environment\":\"shop\"|\"environment\":\"a/b\"",
        "\"name\":\"web-1\"|\"name\":null",
        "\"name\":\"web-1\"|\"name\":\"\"",
        "\"environment\":\"shop\"|\"environment\":\"sh\\u001b[2Jop\"",
        "\"runtime\":\"RUNNING\"|\"runtime\":null",
        "\"runtime\":\"RUNNING\"|\"runtime\":\"PAUSED\"",
        "\"runtime\":\"RUNNING\"|\"runtime\":0",
        "\"host\":\"127.0.0.1\"|\"host\":\"\"",
        "\"host\":\"127.0.0.1\"|\"host\":\"a b\"",
        "\"port\":22|\"port\":0",
        "\"port\":22|\"port\":-22",
        "\"port\":22|\"port\":70000",
        "\"port\":22|\"port\":4294967318",
        "\"port\":22|\"port\":null",
        "\"port\":22|\"port\":\"ssh\"",
        "\"user\":\"root\"|\"user\":null",
        "\"user\":\"root\"|\"user\":\"root -oProxyCommand=x\"",
        "\"hostKeys\":[|\"hostKeys\":[null,",
        "\"hostKeys\":[|\"hostKeys\":[\"SHA256:x\",",
        "\"hostKeys\":[|\"hostKeys\":[\"MD5:00\",",
        "\"addresses\":[|\"addresses\":[null,",
        "\"addresses\":[|\"addresses\":[{\"address\":null,\"port\":22},",
        "\"addresses\":[|\"addresses\":[{\"address\":\"192.0.2.2\",\"port\":0},",
        "{\"container\"|[{\"container\"",
        "}]}|}]} x",
        "}]}|}]"
      })
  void aContainerWhoseRecordCannotBeReliedOnIsAbsentAndTheOthersStay(String good, String bad) {
    String json = CONTAINER.replace(good, bad == null ? "" : bad);
    assertThat(json).isNotEqualTo(CONTAINER);

    assertUnreadable(Topics.STATE_CONTAINERS, "c1", json);

    assertThat(state.container("c1")).isEmpty();
    assertThat(state.containersOf("demo")).containsOnlyKeys("c2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hostKeys", "addresses"})
  void aListThatIsMissingMakesTheRecordUnreadable(String list) {
    String json = CONTAINER.replaceFirst("\"" + list + "\":\\[[^]]*]", "\"" + list + "\":null");

    assertUnreadable(Topics.STATE_CONTAINERS, "c1", json);

    assertThat(state.container("c1")).isEmpty();
  }

  @Test
  void theNextGoodRecordBringsTheContainerBack() {
    assertUnreadable(Topics.STATE_CONTAINERS, "c1", CONTAINER.replace("\"web-1\"", "null"));

    apply(Topics.STATE_CONTAINERS, "c1", CONTAINER);

    assertThat(state.container("c1")).isPresent();
  }

  @Test
  void aNameOrLayerThatNoTerminalShouldGetIsShownWithQuestionMarks() {
    apply(
        Topics.STATE_CONTAINERS,
        "c1",
        CONTAINER.replace("web-1", "e\\u001b[2Jvil\\u202e").replace("\"cp\"", "\"c\\np\""));

    assertThat(state.container("c1").orElseThrow().name()).isEqualTo("e?[2Jvil?");
    assertThat(state.container("c1").orElseThrow().layer()).isEqualTo("c?p");
  }

  @Test
  void aNameWithoutEndMakesTheRecordUnreadable() {
    assertUnreadable(
        Topics.STATE_CONTAINERS, "c1", CONTAINER.replace("web-1", "w".repeat(500_000)));

    assertThat(state.container("c1")).isEmpty();
  }

  @Test
  void aContainerWithoutAHostOrLayerIsOne() {
    apply(
        Topics.STATE_CONTAINERS,
        "c1",
        CONTAINER
            .replace("\"127.0.0.1\"", "null")
            .replace("\"port\":22,\"user\"", "\"port\":0,\"user\"")
            .replace("\"cp\"", "null"));

    assertThat(state.container("c1").orElseThrow().host()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"ACTIVE\"|\"REVOKED\"",
        "\"ACTIVE\"|null",
        "\"ACTIVE\"|0",
        "\"demo\"|null",
        "\"demo\"|\"de/mo\"",
        "\"k1\"|null",
        "SHA256:aLl|SHA256:bLl",
        "\"expiresAt\":null|\"expiresAt\":\"tomorrow\"",
        "\"expiresAt\":null|\"expiresAt\":\"+999999999-12-31T00:00:00Z\"",
        "\"state\":\"ACTIVE\"}|\"state\":",
      })
  void aKeyWhoseRecordCannotBeReliedOnOpensNothing(String good, String bad) {
    // What it says may be that the key is disabled: the record before it must not stay in force.
    RegisteredKey before = state.keys.find(Fingerprint.parse(PRINT)).orElseThrow();

    assertUnreadable(Topics.STATE_KEYS, PRINT, KEY.replace(good, bad));

    assertThat(state.keys.find(before.fingerprint())).isEmpty();
    assertThat(state.keys.invalidation(before.fingerprint())).isEqualTo(KeyInvalidation.UNREADABLE);
    assertThat(state.keys.size()).isZero();
    apply(Topics.STATE_KEYS, PRINT, KEY);
    assertThat(state.keys.find(before.fingerprint()).orElseThrow().opensAt(Instant.now())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"owner\":null,\"environment\":\"shop\",\"with\":\"friend\"}",
        "{\"owner\":\"demo\",\"environment\":\"blog\",\"with\":\"friend\"}",
        "{}",
        "null",
        "[]"
      })
  void aShareWhoseRecordCannotBeReliedOnIsTakenBack(String json) {
    assertUnreadable(Topics.STATE_SHARES, "demo/shop/friend", json);

    assertThat(state.sharesWith("friend")).isEmpty();
  }

  @Test
  void aRecordWithoutATypeOpensNothing() {
    var record = record(Topics.STATE_KEYS, PRINT, KEY, ++sequence);
    record.headers().remove(EventHeaders.TYPE);

    assertThatThrownBy(() -> StateRecords.apply(record, state))
        .isInstanceOf(UnreadableStateException.class);

    assertThat(state.keys.find(Fingerprint.parse(PRINT))).isEmpty();
  }

  @Test
  void anUnreadableRecordThatIsOlderChangesNothing() {
    assertThatThrownBy(
            () -> StateRecords.apply(record(Topics.STATE_KEYS, PRINT, "{", sequence - 2), state))
        .isInstanceOf(RuntimeException.class);

    assertThat(state.keys.find(Fingerprint.parse(PRINT))).isPresent();
  }

  @Test
  void aRecordWhoseKeyIsNoneChangesNothing() {
    assertUnreadable(Topics.STATE_KEYS, "SHA256:short", KEY);
    assertUnreadable(Topics.STATE_KEYS, null, KEY);
    assertUnreadable(Topics.STATE_SHARES, "demo/shop", SHARE);
    assertUnreadable(Topics.STATE_CONTAINERS, null, CONTAINER);

    assertThat(state.keys.size()).isEqualTo(1);
    assertThat(state.containerCount()).isEqualTo(2);
    assertThat(state.sharesWith("friend")).containsOnly(new ShareState("demo", "shop", "friend"));
  }

  private void assertUnreadable(String topic, String key, String json) {
    assertThatThrownBy(() -> apply(topic, key, json)).isInstanceOf(RuntimeException.class);
  }

  private void apply(String topic, String key, String json) {
    StateRecords.apply(record(topic, key, json, ++sequence), state);
  }

  private static ConsumerRecord<String, String> record(
      String topic, String key, String json, long sequence) {
    var record = new ConsumerRecord<>(topic, 0, sequence, key, json);
    String type =
        switch (topic) {
          case Topics.STATE_KEYS -> "dev.postern.KeyState.v1";
          case Topics.STATE_SHARES -> "dev.postern.ShareState.v1";
          default -> "dev.postern.ContainerState.v1";
        };
    record.headers().add(EventHeaders.TYPE, type.getBytes(UTF_8));
    record.headers().add(EventHeaders.SEQUENCE, Long.toString(sequence).getBytes(UTF_8));
    return record;
  }
}
