package dev.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.backends.ssh.SshClient;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The life of a public address, with the real client and the mailed password at every step. */
@ExtendWith(StartedProduct.class)
class AddressLifeTest {

  private static OwnedContainer one;
  private static OwnedContainer other;

  @BeforeAll
  static void aPersonHasTwoContainers() {
    one = OwnedContainer.create("addr-1");
    other = OwnedContainer.create("addr-2");
  }

  @Test
  void anAddressLeadsToItsHolderUntilItIsGivenBack() {
    PublicIp first = one.primary();
    PublicIp second = PublicIp.attachTo(one);
    first.awaitLogin(one);
    second.awaitLogin(one);
    assertThat(one.addresses()).contains(first.address(), second.address());
    final Instant withOne = Instant.now();

    try (SshClient remembersOne = second.client(one)) {
      assertThat(remembersOne.run("uname -n").stdout()).isEqualTo("addr-1\n");
      second.moveTo(other).expect(202);
      second.awaitLogin(other);
      assertThat(remembersOne.run("uname -n").stderr()).contains("HOST IDENTIFICATION HAS CHANGED");
    }
    final Instant withOther = Instant.now();

    PublicIp othersFirst = other.primary();
    PublicIp.swap(one, other).expect(202);
    first.awaitLogin(other);
    othersFirst.awaitLogin(one);
    second.awaitLogin(one);

    Postern.run("containers", "stop", "addr-1").expect(0);
    second.awaitNoLogin(one);
    assertProblem(second.moveTo(other), "container-stopped");
    Postern.run("containers", "start", "addr-1").expect(0);
    second.awaitLogin(one);

    assertProblem(othersFirst.detach(), "primary-address");
    assertThat(second.detach().expect(202).json().get("state").asText()).isEqualTo("DETACHING");
    second.awaitRefused(one);
    assertProblem(PublicIp.choose(one, second.address()), "address-not-free");

    assertThat(second.holderAt(withOne)).isEqualTo(one.id());
    assertThat(second.holderAt(withOther)).isEqualTo(other.id());
    assertThat(second.holderAt(Instant.now())).isEmpty();
    second.awaitEvents(
        "PublicIpAttachRequested",
        "PublicIpAttached",
        "PublicIpMoved",
        "PublicIpAttached",
        "PublicIpMoved",
        "PublicIpAttached",
        "PublicIpDetachRequested",
        "PublicIpDetached");
  }

  @Test
  void aQuotaThatIsUsedUpSaysSo() {
    String limits = "{\"perContainer\":%s,\"perEnvironment\":null,\"total\":null}";
    String quota = "{\"ipv4\":" + limits + ",\"ipv6\":" + limits + "}";
    Api operator = Api.ips("operator");
    operator.put("/v1/accounts/demo/ip-quota", quota.formatted("1", "0")).expect(200);
    try {
      assertProblem(PublicIp.ask(one, "ipv4"), "ip-quota-exceeded");
      assertThat(assertProblem(PublicIp.ask(one, "ipv6"), "ip-quota-exceeded").get("detail"))
          .asString()
          .contains("not allowed");
    } finally {
      operator.put("/v1/accounts/demo/ip-quota", quota.formatted("null", "null")).expect(200);
    }
  }

  @Test
  void attachAndDetachInALoopEndsAtTheQuota() {
    JsonNode use = Api.ips("demo").get("/v1/ip-quota").expect(200).json().get("ipv4");
    int total = use.get("used").asInt() + use.get("quarantined").asInt() + 2;
    Api operator = Api.ips("operator");
    operator
        .put("/v1/accounts/demo/ip-quota", "{\"ipv4\":{\"total\":%d},\"ipv6\":{}}".formatted(total))
        .expect(200);
    try {
      PublicIp.attachTo(one).detach().expect(202);
      PublicIp.attachTo(one).detach().expect(202);
      assertProblem(PublicIp.ask(one, "ipv4"), "ip-quota-exceeded");
    } finally {
      operator.put("/v1/accounts/demo/ip-quota", "{\"ipv4\":{},\"ipv6\":{}}").expect(200);
    }
  }

  @Test
  void whatWasPromisedBeforeAKillIsDoneAfterIt() {
    PublicIp moving = PublicIp.attachTo(one);
    PublicIp leaving = PublicIp.attachTo(one);
    moving.awaitLogin(one);
    leaving.awaitLogin(one);
    List<String> before = one.addresses();
    List<String> keys = List.of("kill-1", "kill-2", "kill-3");

    List<PublicIp> arriving =
        IpServiceProcess.killedWhile(
            () -> PublicIp.attachAll(one, keys),
            () -> one.addresses().size() > before.size(),
            () -> moving.moveTo(other).expect(202),
            () -> leaving.detach().expect(202));

    assertThat(arriving).doesNotHaveDuplicates();
    arriving.forEach(address -> address.awaitLogin(one));
    moving.awaitLogin(other);
    leaving.awaitRefused(one);
    assertThat(one.addresses()).hasSize(before.size() - 2 + keys.size());
    leaving.awaitEvents(
        "PublicIpAttachRequested",
        "PublicIpAttached",
        "PublicIpDetachRequested",
        "PublicIpDetached");

    PublicIp.swap(one, other).expect(202);
    IpServiceProcess.kill();

    moving.awaitLogin(one);
    arriving.forEach(address -> address.awaitLogin(other));
    moving.awaitEvents(
        "PublicIpAttachRequested",
        "PublicIpAttached",
        "PublicIpMoved",
        "PublicIpAttached",
        "PublicIpMoved",
        "PublicIpAttached");
    IpServiceProcess.awaitReady();
  }

  private static JsonNode assertProblem(Api.Answer answer, String slug) {
    JsonNode problem = answer.expect(409).json();
    assertThat(problem.get("type").asText()).endsWith("/" + slug);
    return problem;
  }
}
