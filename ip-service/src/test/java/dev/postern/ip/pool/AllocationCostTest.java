package dev.postern.ip.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.backends.testing.Backends;
import dev.postern.ip.Api;
import dev.postern.ip.IpTestResource;
import dev.postern.ip.IpWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What taking an address costs in a /16 that is almost full and as fragmented as it can be: every
 * second address taken, so that each free one is a range of its own.
 */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(IpTestResource.class)
class AllocationCostTest {

  private static final int TAKEN = 32_000;

  /** Of 8 KiB each; the depth of an index over 65,536 rows is 3. */
  private static final int FEW_BLOCKS = 60;

  @BeforeEach
  void aFragmentedPool() {
    IpWorld.reset();
    Api.pool("large", "127.230.0.0/16");
    String container = IpWorld.knownContainer("others");
    long first = 127L << 24 | 230L << 16;
    IpWorld.execute("delete from free_range");
    IpWorld.execute(
        "insert into free_range (pool, family, low, high) select 'large', 'IPV4', n, n from"
            + " (select %d + 2 * i as n from generate_series(1, %d) i) x".formatted(first, TAKEN));
    IpWorld.execute(
        "insert into attachment (address, family, pool, container, account, lead, state, taken_at,"
            + " quarantined_until) select host('127.230.0.0'::inet + 2 * i + 1), 'IPV4', 'large',"
            + " '%s', 'others', false, 'QUARANTINED', now(), now() + interval '1 day' from"
                .formatted(container)
            + " generate_series(1, %d) i".formatted(TAKEN));
    IpWorld.execute("analyze free_range, attachment, pool");
  }

  @AfterEach
  void emptyAgain() {
    IpWorld.reset();
  }

  @Test
  void takingAnyAddressReadsAnIndex() {
    assertThat(plan(FreeAddresses.LOWEST_UNLOCKED, "127.230.99.4")).satisfies(this::isALookUp);
  }

  @Test
  void takingAChosenAddressReadsAnIndex() {
    assertThat(plan(FreeAddresses.HOLDING, "127.230.99.4")).satisfies(this::isALookUp);
  }

  @Test
  void givingAnAddressBackReadsAnIndex() {
    assertThat(plan(FreeAddresses.NEIGHBOURS, "127.230.99.5")).satisfies(this::isALookUp);
  }

  @Test
  void aPassOfTheReconcilerSkipsWhatIsSettled() {
    assertThat(
            plan(
                "select address from attachment where (state in ('ATTACHING', 'DETACHING') or"
                    + " reason is not null) and state <> 'QUARANTINED' order by taken_at",
                "127.230.99.5"))
        .satisfies(this::isALookUp);
  }

  @Test
  void theLastFreeAddressOfManyIsFound() {
    // Given
    String chosen = "127.230.250.0";

    // When
    var answer =
        Api.as("demo")
            .post(
                "/v1/containers/" + IpWorld.knownContainer("demo") + "/ips",
                "{\"family\":\"ipv4\",\"address\":\"" + chosen + "\"}");

    // Then
    answer.then().statusCode(201);
    Api.as("demo")
        .post(
            "/v1/containers/" + IpWorld.knownContainer("demo") + "/ips",
            "{\"family\":\"ipv4\",\"address\":\"127.230.249.255\"}")
        .then()
        .statusCode(409);
  }

  private void isALookUp(List<? extends String> plan) {
    assertThat(plan)
        .as("%s", String.join("\n", plan))
        .noneMatch(line -> line.contains("Seq Scan on free_range"))
        .noneMatch(line -> line.contains("Seq Scan on attachment"));
    assertThat(blocks(plan)).as("%s", String.join("\n", plan)).isLessThan(FEW_BLOCKS);
  }

  /** Those that the whole statement looked at: the first line of the plan that says so. */
  private static int blocks(List<? extends String> plan) {
    return plan.stream()
        .filter(line -> line.contains("Buffers:"))
        .findFirst()
        .map(line -> line.replaceFirst(".*shared hit=(\\d+).*", "$1").strip())
        .map(Integer::parseInt)
        .orElse(0);
  }

  private static List<String> plan(String sql, String address) {
    String value = "('" + address + "'::inet - '0.0.0.0'::inet)::numeric";
    return IpWorld.texts(
        "explain (analyze, buffers) "
            + sql.replace(":family", "'IPV4'")
                .replace(":pool", "'large'")
                .replace(":text", "'" + address + "'")
                .replace(":before", value + " - 1")
                .replace(":after", value + " + 1")
                .replace(":value", value));
  }
}
