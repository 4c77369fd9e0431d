package dev.postern.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.log.Progress;
import dev.postern.audit.testing.MemoryLog;
import dev.postern.audit.testing.Scene;
import dev.postern.backends.testing.SampleEvents;
import dev.postern.events.EventHeaders;
import dev.postern.events.ips.Family;
import dev.postern.events.ips.PublicIpDetachRequested;
import dev.postern.events.ips.PublicIpReleased;
import dev.postern.events.keys.EnvironmentUnshared;
import dev.postern.events.keys.KeyDisabled;
import dev.postern.events.keys.KeyRemoved;
import dev.postern.events.notifications.CredentialsMailed;
import dev.postern.events.sessions.TerminalOpened;
import dev.postern.events.state.KeyState;
import dev.postern.events.state.ShareState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** One clean log, and one planted fault for each invariant. */
class LogVerificationTest {

  private static final String ADDRESS = "192.0.2.10";

  private final Scene scene = new Scene();

  LogVerificationTest() {
    scene
        .register("c1", "demo", "web-1", "shop")
        .create("c1", "demo", "web-1", "shop")
        .addKey("k1", "demo", null)
        .addKey("k2", "friend", null)
        .share("s1", "demo", "shop", "friend")
        .attach(ADDRESS, "c1", "demo")
        .requestReset("c1", "demo", 2);
    scene.mail("c1", "demo", 2, scene.applyReset("c1", "demo", "web-1", 2));
    scene.open("c1", "demo", "demo", "k1");
    scene.open("c1", "demo", "friend", "k2");
  }

  @Test
  void aCleanLogBreaksNothing() {
    scene.add(SampleEvents.moved(ADDRESS, Family.IPV4, "c2", "c1", "demo", true));
    scene.add(new PublicIpDetachRequested(ADDRESS, Family.IPV4, "c2", "demo"));
    scene.add(SampleEvents.detached(ADDRESS, Family.IPV4, "c2", "demo", scene.now()));
    scene.add(new PublicIpReleased(ADDRESS, Family.IPV4));
    scene.add(SampleEvents.attachRequested(ADDRESS, Family.IPV4, "c9", "other", true));
    scene.add(new KeyRemoved("k1", "demo", "of demo", Scene.fingerprint("k1")));
    scene.script().remove(KeyState.class, Scene.fingerprint("k1"));
    scene.delete("c1", "demo", "web-1", "shop");

    VerificationReport report = verified();

    assertThat(broken(report)).isEmpty();
    assertThat(report.holds()).isTrue();
    assertThat(report.results()).hasSize(Invariant.values().length);
    assertThat(report.records()).isEqualTo(scene.script().records().size());
  }

  @Test
  void whatIsDeliveredAgainIsNoFault() {
    List<ProducerRecord<String, byte[]>> records = scene.script().records();
    records.addAll(List.copyOf(records.subList(records.size() / 2, records.size())));

    VerificationReport report = verified();

    assertThat(broken(report)).isEmpty();
    assertThat(report.repeated()).isPositive();
  }

  @Test
  void aRecordThatIsNoEventIsFound() {
    spoilLast(json -> json.replace("\"menu\":false", "\"menu\":\"no\""));

    assertOnly(Invariant.RECORD_IS_AN_EVENT);
  }

  @Test
  void aValueOutOfItsBoundsIsFoundThoughManyLikeItWereRight() {
    for (int generation = 3; generation < 60; generation++) {
      scene.requestReset("c1", "demo", generation);
      scene.mail("c1", "demo", generation, scene.applyReset("c1", "demo", "web-1", generation));
    }
    assertThat(broken(verified())).isEmpty();
    spoilLast(json -> json.replace("\"attempts\":1", "\"attempts\":-1"));

    assertOnly(Invariant.RECORD_IS_AN_EVENT);
  }

  @Test
  void aFieldThatIsMissingIsFoundThoughManyLikeItWereRight() {
    scene.open("c1", "demo", "demo", "k1");
    spoilLast(json -> json.replace("\"menu\":false", "\"other\":false"));

    assertOnly(Invariant.RECORD_IS_AN_EVENT);
  }

  @Test
  void anothersEventIsFound() {
    last().headers().remove(EventHeaders.SOURCE);
    last()
        .headers()
        .add(EventHeaders.SOURCE, "/postern/key-service".getBytes(StandardCharsets.UTF_8));

    assertOnly(Invariant.SOURCE_PUBLISHES_ITS_OWN);
  }

  @Test
  void anEventOnAnothersTopicIsFound() {
    scene.add(new KeyDisabled("k9", "c1", "", "", KeyDisabled.Reason.TOO_SHORT));
    ProducerRecord<String, byte[]> last = removeLast();
    scene
        .script()
        .records()
        .add(
            new ProducerRecord<>(
                "postern.sessions",
                null,
                last.timestamp(),
                last.key(),
                last.value(),
                last.headers()));

    assertThat(broken(verified())).contains(Invariant.SOURCE_PUBLISHES_ITS_OWN);
  }

  @Test
  void aSequenceWithAGapIsFound() {
    scene.requestReset("c1", "demo", 3);
    removeLast();
    scene.mail("c1", "demo", 3, scene.applyReset("c1", "demo", "web-1", 3));

    assertOnly(Invariant.SEQUENCE_WITHOUT_GAP);
  }

  @Test
  void aSequenceThatTwoEventsHaveIsFound() {
    ProducerRecord<String, byte[]> first = scene.script().records().get(0);
    var headers = new RecordHeaders(first.headers());
    headers.remove(EventHeaders.ID);
    headers.add(EventHeaders.ID, UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
    scene
        .script()
        .records()
        .add(
            new ProducerRecord<>(
                first.topic(), null, first.timestamp(), first.key(), first.value(), headers));

    assertOnly(Invariant.SEQUENCE_WITHOUT_GAP);
  }

  @Test
  void aSecretIsFoundByTheNameOfItsField() {
    scene.open("c1", "demo", "demo", "k1");
    spoilLast(json -> json.replaceFirst("\\{", "{\"passwordHash\":\"x\","));

    assertOnly(Invariant.NO_SECRET);
  }

  @Test
  void aSecretIsFoundByWhatItLooksLike() {
    for (String secret :
        List.of(
            "abcd-efgh-jkmn-pqrs-tuvw-x234",
            "$6$salt$0123456789",
            "-----BEGIN OPENSSH PRIVATE KEY-----",
            "somebody@example.org")) {
      scene.open("c1", "demo", "demo", "k1");
      spoilLast(json -> "{\"note\":\"" + secret + "\"," + json.substring(1));

      assertThat(broken(verified())).as(secret).containsExactly(Invariant.NO_SECRET);
      removeLast();
    }
  }

  @Test
  void whatAPersonTypedAsATitleIsNoSecret() {
    scene.add(
        new KeyDisabled(
            "k2",
            "friend",
            "me@example.org",
            Scene.fingerprint("k2"),
            KeyDisabled.Reason.TOO_SHORT));

    assertThat(broken(verified())).doesNotContain(Invariant.NO_SECRET);
  }

  @Test
  void anAddressWithTwoHoldersIsFound() {
    scene.add(SampleEvents.attachRequested(ADDRESS, Family.IPV4, "c2", "other", true));

    assertOnly(Invariant.ONE_HOLDER_PER_ADDRESS);
  }

  @Test
  void anAddressThatMovesFromWhoDoesNotHoldItIsFound() {
    scene.add(SampleEvents.moved(ADDRESS, Family.IPV4, "c3", "c2", "demo", true));

    assertOnly(Invariant.ONE_HOLDER_PER_ADDRESS);
  }

  @Test
  void tenuresThatOverlapAreFound() {
    scene.add(new PublicIpDetachRequested(ADDRESS, Family.IPV4, "c1", "demo"));
    scene.add(SampleEvents.detached(ADDRESS, Family.IPV4, "c1", "demo", scene.now()));
    scene.add(new PublicIpReleased(ADDRESS, Family.IPV4));
    scene
        .script()
        .add(
            SampleEvents.attachRequested(ADDRESS, Family.IPV4, "c2", "demo", true),
            Map.of("heldFrom", scene.now().minusSeconds(2).toString()));

    assertOnly(Invariant.ONE_HOLDER_PER_ADDRESS);
  }

  @Test
  void aGenerationThatIsLeftOutIsFound() {
    scene.requestReset("c1", "demo", 4);
    scene.mail("c1", "demo", 4, scene.applyReset("c1", "demo", "web-1", 4));

    assertOnly(Invariant.GENERATION_WITHOUT_GAP);
  }

  @Test
  void anEarlierPasswordThatIsAppliedLaterIsFound() {
    scene.mail("c1", "demo", 1, scene.applyReset("c1", "demo", "web-1", 1));

    assertOnly(Invariant.LAST_RESET_WINS);
  }

  @Test
  void aResetWithoutAnEndIsFound() {
    scene.requestReset("c1", "demo", 3);

    assertOnly(Invariant.EVERY_RESET_ENDS);
  }

  @Test
  void aResetThatWasAskedForAMomentAgoMayStillEnd() {
    scene.requestReset("c1", "demo", 3);

    assertThat(
            new LogVerification(
                    MemoryLog.of(scene.script()),
                    Progress.NONE,
                    scene.now().plus(Duration.ofHours(1)),
                    LogVerification.GRACE)
                .run()
                .holds())
        .isTrue();
  }

  @Test
  void aMailOfAPasswordThatWasNotAppliedIsFound() {
    scene.add(new CredentialsMailed("c1", "demo", 3, UUID.randomUUID(), 1));

    assertOnly(Invariant.MAILED_ONLY_AFTER_APPLIED);
  }

  @Test
  void aMailThatLeftBeforeThePasswordWasAppliedIsFound() {
    scene.requestReset("c1", "demo", 3);
    UUID applied = scene.applyReset("c1", "demo", "web-1", 3);
    scene.script().after(Duration.ofMinutes(-1));
    scene.mail("c1", "demo", 3, applied);

    assertOnly(Invariant.MAILED_ONLY_AFTER_APPLIED);
  }

  @Test
  void aSessionOfARemovedKeyIsFound() {
    scene.add(new KeyRemoved("k1", "demo", "of demo", Scene.fingerprint("k1")));
    scene.script().remove(KeyState.class, Scene.fingerprint("k1"));
    scene.script().after(Duration.ofMinutes(1));
    scene.open("c1", "demo", "demo", "k1");

    assertOnly(Invariant.REVOKED_KEY_OPENS_NOTHING);
  }

  @Test
  void aSessionOfAnExpiredKeyIsFound() {
    scene.addKey("k3", "demo", scene.now().plusSeconds(10));
    scene.script().after(Duration.ofMinutes(1));
    scene.open("c1", "demo", "demo", "k3");

    assertOnly(Invariant.REVOKED_KEY_OPENS_NOTHING);
  }

  @Test
  void aSessionOfAKeyThatNobodyAddedIsFound() {
    scene.open("c1", "demo", "demo", "k9");

    assertOnly(Invariant.SESSION_WAS_ALLOWED);
  }

  @Test
  void aSessionWithoutAShareIsFound() {
    scene.add(new EnvironmentUnshared("s1", "demo", "shop", "friend"));
    scene.script().remove(ShareState.class, "demo/shop/friend");
    scene.script().after(Duration.ofMinutes(1));
    scene.open("c1", "demo", "friend", "k2");

    assertOnly(Invariant.SESSION_WAS_ALLOWED);
  }

  @Test
  void aTerminalOfAPersonOfAnotherAccountIsFound() {
    scene
        .script()
        .add(
            new TerminalOpened(UUID.randomUUID(), "c1", "demo", "friend", "192.0.2.7"), Scene.DEMO);

    assertOnly(Invariant.SESSION_WAS_ALLOWED);
  }

  @Test
  void aStateThatKeepsARemovedKeyIsFound() {
    scene.add(new KeyRemoved("k1", "demo", "of demo", Scene.fingerprint("k1")));

    assertOnly(Invariant.STATE_EQUALS_EVENTS);
  }

  @Test
  void aStateThatNoEventTellsOfIsFound() {
    scene.add(
        new KeyState(
            Scene.fingerprint("k9"),
            "k9",
            "demo",
            "ssh-ed25519",
            Scene.blob("k9"),
            null,
            KeyState.State.ACTIVE));

    assertOnly(Invariant.STATE_EQUALS_EVENTS);
  }

  @Test
  void aStateThatLacksAContainerIsFound() {
    scene.register("c5", "demo", "web-5", "shop").create("c5", "demo", "web-5", "shop");
    scene
        .script()
        .records()
        .removeIf(
            record ->
                record.key().equals("c5") && record.topic().equals("postern.state.containers"));

    assertOnly(Invariant.STATE_EQUALS_EVENTS);
  }

  @Test
  void aFindingNamesItsPlaceAndQuotesNoData() {
    scene.open("c1", "demo", "demo", "k9");

    Finding finding =
        verified().results().stream()
            .flatMap(result -> result.findings().stream())
            .findFirst()
            .orElseThrow();

    assertThat(finding.place()).startsWith("postern.sessions/").endsWith("@2");
    assertThat(finding.event()).isNotBlank();
    assertThat(finding.sentence()).doesNotContain("192.0.2.7");
  }

  private void assertOnly(Invariant invariant) {
    assertThat(broken(verified())).containsExactly(invariant);
  }

  private static List<Invariant> broken(VerificationReport report) {
    return report.results().stream()
        .filter(result -> !result.holds())
        .map(VerificationReport.Result::invariant)
        .toList();
  }

  private VerificationReport verified() {
    return new LogVerification(
            MemoryLog.of(new ArrayList<>(scene.script().records())),
            Progress.NONE,
            scene.now().plus(Duration.ofDays(30)),
            LogVerification.GRACE)
        .run();
  }

  private ProducerRecord<String, byte[]> last() {
    List<ProducerRecord<String, byte[]>> records = scene.script().records();
    return records.get(records.size() - 1);
  }

  private ProducerRecord<String, byte[]> removeLast() {
    List<ProducerRecord<String, byte[]>> records = scene.script().records();
    return records.remove(records.size() - 1);
  }

  private void spoilLast(UnaryOperator<String> change) {
    ProducerRecord<String, byte[]> last = removeLast();
    String spoilt = change.apply(new String(last.value(), StandardCharsets.UTF_8));
    scene
        .script()
        .records()
        .add(
            new ProducerRecord<>(
                last.topic(),
                null,
                last.timestamp(),
                last.key(),
                spoilt.getBytes(StandardCharsets.UTF_8),
                last.headers()));
  }
}
