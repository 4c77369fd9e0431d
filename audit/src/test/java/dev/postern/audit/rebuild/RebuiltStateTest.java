package dev.postern.audit.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.log.HistoryReader;
import dev.postern.audit.log.Progress;
import dev.postern.audit.rebuild.RowComparison.Difference;
import dev.postern.audit.testing.MemoryLog;
import dev.postern.audit.testing.Scene;
import dev.postern.backends.testing.SampleEvents;
import dev.postern.events.containers.PasswordResetFailed;
import dev.postern.events.ips.Family;
import dev.postern.events.keys.KeyDisabled;
import dev.postern.events.keys.KeyRemoved;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RebuiltStateTest {

  private final Scene scene =
      new Scene().register("c1", "demo", "web-1", "shop").create("c1", "demo", "web-1", "shop");

  @Test
  void aContainersLatestPasswordHasTheStateOfTheService() {
    assertThat(container()).containsEntry("credential.state", "NOTIFIED");

    scene.requestReset("c1", "demo", 2);
    assertThat(container())
        .containsEntry("credential.generation", 2L)
        .containsEntry("credential.state", "REQUESTED|APPLYING");

    scene.applyReset("c1", "demo", "web-1", 2);
    assertThat(container()).containsEntry("credential.state", "APPLIED");

    scene.requestReset("c1", "demo", 3);
    scene.add(new PasswordResetFailed("c1", "demo", "web-1", 3, null, "LOGIN_REFUSED"));
    assertThat(container())
        .containsEntry("credential.generation", 3L)
        .containsEntry("credential.state", "FAILED");
  }

  @Test
  void aKeyIsActiveDisabledExpiredOrGone() {
    scene.addKey("k1", "demo", null);
    scene.addKey("k2", "demo", scene.now());
    scene.addKey("k3", "demo", null);
    scene.addKey("k4", "demo", null);
    scene.add(
        new KeyDisabled(
            "k3", "demo", "t", Scene.fingerprint("k3"), KeyDisabled.Reason.COMPROMISED));
    scene.add(new KeyRemoved("k4", "demo", "t", Scene.fingerprint("k4")));

    Map<String, Map<String, Object>> keys = rebuilt().keys();

    assertThat(keys.keySet()).containsExactly("k1", "k2", "k3");
    assertThat(keys.get("k1")).containsEntry("state", "ACTIVE").containsEntry("disabledAt", null);
    assertThat(keys.get("k2")).containsEntry("state", "EXPIRED");
    assertThat(keys.get("k3"))
        .containsEntry("state", "DISABLED")
        .hasEntrySatisfying("disabledAt", at -> assertThat(at).isInstanceOf(Instant.class));
  }

  @Test
  void theHistoryOfAnAddressIsThatOfTheLedgerTheLatestFirst() {
    scene.attach("192.0.2.10", "c1", "demo");
    scene.add(SampleEvents.moved("192.0.2.10", Family.IPV4, "c2", "c1", "demo", true));

    RebuiltState rebuilt = rebuilt();

    assertThat(rebuilt.everHeld()).containsExactly("192.0.2.10");
    assertThat(rebuilt.history("192.0.2.10"))
        .extracting(row -> row.get("container"))
        .containsExactly("c2", "c1");
    assertThat(rebuilt.addresses().get("192.0.2.10")).containsEntry("state", "ATTACHING");
  }

  @Test
  void whatDiffersIsNamedAndTimesAreEqualOrNear() {
    Map<String, Object> row = new HashMap<>(container());
    row.replaceAll((field, value) -> value == null ? null : value.toString());
    var comparison = new RowComparison();

    comparison.compare("container", rebuilt().containers(), Map.of("c1", row));
    assertThat(comparison.differences()).isEmpty();

    row.put("createdAt", scene.now().plusSeconds(2).toString());
    comparison.compare("container", rebuilt().containers(), Map.of("c1", row));
    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.nearTimes()).isEqualTo(1);

    row.put("account", "friend");
    row.put("createdAt", scene.now().plusSeconds(60).toString());
    comparison.compare("container", rebuilt().containers(), Map.of("c1", row));
    assertThat(comparison.differences())
        .extracting(Difference::field)
        .containsExactlyInAnyOrder("account", "createdAt");

    comparison.compare("container", rebuilt().containers(), Map.of());
    assertThat(comparison.differences())
        .last()
        .isEqualTo(new Difference("container", "c1", null, "present", null));
  }

  private Map<String, Object> container() {
    return rebuilt().containers().get("c1");
  }

  private RebuiltState rebuilt() {
    return new RebuiltState(
        new HistoryReader(MemoryLog.of(scene.script()), Progress.NONE), scene.now());
  }
}
