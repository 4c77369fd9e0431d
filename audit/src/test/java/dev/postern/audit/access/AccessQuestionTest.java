package dev.postern.audit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.postern.audit.access.WayIn.Kind;
import dev.postern.audit.log.HistoryReader;
import dev.postern.audit.log.Progress;
import dev.postern.audit.testing.MemoryLog;
import dev.postern.audit.testing.Scene;
import dev.postern.events.Topics;
import dev.postern.events.containers.ContainerRecreated;
import dev.postern.events.containers.ContainerStopped;
import dev.postern.events.containers.PasswordDrifted;
import dev.postern.events.ips.Family;
import dev.postern.events.ips.PublicIpDetachRequested;
import dev.postern.events.keys.EnvironmentUnshared;
import dev.postern.events.keys.KeyDisabled;
import dev.postern.events.keys.KeyRemoved;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessQuestionTest {

  private final Scene scene =
      new Scene()
          .register("c1", "demo", "web-1", "shop")
          .create("c1", "demo", "web-1", "shop")
          .addKey("k1", "demo", null);

  @Test
  void theOwnersKeyTheTerminalAndTheMailedPasswordLeadIn() {
    scene.attach("192.0.2.10", "c1", "demo");

    List<WayIn> ways = to("web-1", scene.now()).ways();

    assertThat(ways)
        .extracting(WayIn::kind, WayIn::account, WayIn::credential)
        .containsExactly(
            tuple(Kind.OWN_KEY, "demo", Scene.fingerprint("k1")),
            tuple(Kind.TERMINAL, "demo", null),
            tuple(Kind.PASSWORD, "demo", "generation 1"));
    assertThat(ways.get(2).where()).containsExactly("192.0.2.10 port 22");
    assertThat(ways.get(2).why()).startsWith("whoever could read the mail");
    assertThat(ways).allMatch(WayIn::open);
  }

  @Test
  void eachWayNamesTheEventsThatItFollowsFrom() {
    WayIn key = to("c1", scene.now()).ways().get(0);

    assertThat(key.because())
        .extracting(event -> event.type())
        .containsExactly("dev.postern.ContainerRegistered.v1", "dev.postern.KeyAdded.v1");
    assertThat(key.since()).isEqualTo(scene.now());
  }

  @Test
  void whatHappenedLaterDoesNotCount() {
    Instant before = scene.now();
    scene.add(new KeyRemoved("k1", "demo", "of demo", Scene.fingerprint("k1")));
    scene.share("s1", "demo", "shop", "friend").addKey("k2", "friend", null);

    assertThat(to("c1", before).ways()).extracting(WayIn::kind).contains(Kind.OWN_KEY);
    assertThat(to("c1", before).ways()).extracting(WayIn::account).doesNotContain("friend");
    assertThat(to("c1", scene.now()).ways())
        .extracting(WayIn::kind)
        .containsExactly(Kind.SHARED_KEY, Kind.TERMINAL, Kind.TERMINAL, Kind.PASSWORD);
  }

  @Test
  void aShareThatWasTakenBackLeadsNowhere() {
    scene.share("s1", "demo", "shop", "friend").addKey("k2", "friend", null);
    Instant shared = scene.now();
    scene.add(new EnvironmentUnshared("s1", "demo", "shop", "friend"));

    assertThat(of("friend", shared).ways())
        .extracting(WayIn::kind)
        .containsExactly(Kind.SHARED_KEY, Kind.TERMINAL);
    assertThat(of("friend", scene.now()).ways()).isEmpty();
  }

  @Test
  void aDisabledOrExpiredKeyLeadsNowhere() {
    scene.add(
        new KeyDisabled(
            "k1", "demo", "of demo", Scene.fingerprint("k1"), KeyDisabled.Reason.TOO_SHORT));
    Instant expiry = scene.now().plus(Duration.ofMinutes(1));
    scene.addKey("k2", "demo", expiry);

    assertThat(to("c1", expiry.minusNanos(1000)).ways())
        .extracting(WayIn::credential)
        .contains(Scene.fingerprint("k2"))
        .doesNotContain(Scene.fingerprint("k1"));
    assertThat(to("c1", expiry).ways()).extracting(WayIn::kind).doesNotContain(Kind.OWN_KEY);
  }

  @Test
  void theLastPasswordIsTheOneThatWorks() {
    scene.requestReset("c1", "demo", 2);
    assertThat(to("c1", scene.now()).unknown())
        .anyMatch(sentence -> sentence.startsWith("Whether the password of generation 2"));
    scene.applyReset("c1", "demo", "web-1", 2);

    WayIn password = password(scene.now());

    assertThat(password.credential()).isEqualTo("generation 2");
    assertThat(password.why()).startsWith("nobody yet");
    assertThat(to("c1", scene.now()).unknown()).noneMatch(s -> s.contains("generation 2"));
  }

  @Test
  void whoRedirectedTheMailBeforeItLeftIsNamed() {
    String type = "dev.postern.ContactConfirmed.v1";
    Map<String, Object> moved = Map.of("account", "demo", "previous", "aa", "next", "bb");
    Map<String, Object> data = new HashMap<>(moved);
    data.putAll(Scene.DEMO);
    scene.script().add(Topics.NOTIFICATIONS, type, "demo", data);
    assertThat(password(scene.now()).why()).doesNotContain("contact was changed");

    scene.requestReset("c1", "demo", 2);
    scene.mail("c1", "demo", 2, scene.applyReset("c1", "demo", "web-1", 2));
    Instant mailed = scene.now();
    scene.script().after(Duration.ofSeconds(1)).add(Topics.NOTIFICATIONS, type, "demo", moved);

    assertThat(password(scene.now()).why())
        .contains("the contact was changed last")
        .endsWith("by s-demo");
    assertThat(password(scene.now()).because())
        .filteredOn(event -> event.type().equals(type))
        .singleElement()
        .satisfies(event -> assertThat(event.time()).isBefore(mailed));
  }

  @Test
  void aContactThatIsNotConfirmedOrOnlyOfAnotherLanguageRedirectsNothing() {
    String type = "dev.postern.ContactChanged.v1";
    scene
        .script()
        .add(
            Topics.NOTIFICATIONS,
            type,
            "demo",
            Map.of("account", "demo", "change", "x", "previous", "aa", "next", "bb"));
    scene
        .script()
        .add(
            Topics.NOTIFICATIONS,
            type,
            "demo",
            Map.of("account", "demo", "previous", "aa", "next", "aa"));
    scene.requestReset("c1", "demo", 2);
    scene.mail("c1", "demo", 2, scene.applyReset("c1", "demo", "web-1", 2));

    assertThat(password(scene.now()).why()).doesNotContain("contact was changed");
  }

  @Test
  void aPasswordThatSomebodyChangedIsSaidToBe() {
    scene.add(new PasswordDrifted("c1", "demo", "web-1", "shop", 1, scene.now()));

    assertThat(password(scene.now()).why()).startsWith("somebody changed the password");
  }

  @Test
  void aNewContainerUnderTheOldNameHasNoPasswordYet() {
    scene.add(new ContainerRecreated("c1", "demo", 2, null));

    assertThat(to("c1", scene.now()).ways()).extracting(WayIn::kind).doesNotContain(Kind.PASSWORD);
  }

  @Test
  void aStoppedContainerLetsNobodyIn() {
    scene.add(new ContainerStopped("c1", "demo"));

    assertThat(to("c1", scene.now()).ways()).isNotEmpty().noneMatch(WayIn::open);
  }

  @Test
  void anAddressThatIsBeingDetachedLeadsNowhere() {
    scene.attach("192.0.2.10", "c1", "demo");
    scene.add(new PublicIpDetachRequested("192.0.2.10", Family.IPV4, "c1", "demo"));

    assertThat(password(scene.now()).where()).isEmpty();
  }

  @Test
  void aDeletedContainerIsNotThereAnyMore() {
    Instant before = scene.now();
    scene.delete("c1", "demo", "web-1", "shop");

    assertThat(to("web-1", before).containers()).hasSize(1);
    assertThat(to("web-1", scene.now()).containers()).isEmpty();
    assertThat(to("web-1", scene.now()).ways()).isEmpty();
  }

  @Test
  void whoWasInsideIsNamed() {
    scene.open("c1", "demo", "demo", "k1");

    assertThat(to("c1", scene.now()).inside())
        .singleElement()
        .satisfies(session -> assertThat(session.source()).isEqualTo("192.0.2.7"));
    assertThat(to("c1", scene.now().minusSeconds(1)).inside()).isEmpty();
  }

  @Test
  void whatStandsInTheLogAgainCountsOnce() {
    int once = to("c1", scene.now()).ways().size();
    scene.add(new KeyRemoved("k1", "demo", "of demo", Scene.fingerprint("k1")));
    scene.script().records().addAll(List.copyOf(scene.script().records()));

    AccessAnswer answer = to("c1", scene.now());

    assertThat(answer.ways()).hasSize(once - 1);
    assertThat(answer.read().repeats()).isEqualTo(answer.read().records() / 2);
  }

  @Test
  void aRecordThatIsNoEventIsCountedAndLeftOut() {
    scene.script().records().get(0).headers().remove("ce_time");

    assertThat(to("c1", scene.now()).read().unreadable()).isEqualTo(1);
  }

  private WayIn password(Instant at) {
    return to("c1", at).ways().stream()
        .filter(way -> way.kind() == Kind.PASSWORD)
        .findFirst()
        .orElseThrow();
  }

  private AccessAnswer to(String container, Instant at) {
    return question().toContainer(container, at);
  }

  private AccessAnswer of(String account, Instant at) {
    return question().ofAccount(account, at);
  }

  private AccessQuestion question() {
    return new AccessQuestion(new HistoryReader(MemoryLog.of(scene.script()), Progress.NONE));
  }
}
