package dev.postern.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The dashboard's lists with many entries, and what else owners find there. */
class DashboardListTest extends BrowserTest {

  /** Beside demo's own two; they are stopped, so that they are not inspected. */
  private static final int MANY = 10_000;

  private static final String ROWS =
      """
      INSERT INTO container (id, account, name, environment, layer, runtime, notify_owner,
        ipv4_wanted, ipv6_wanted, requested_by, adapter, host, port, host_keys, host_keys_verified,
        generation, created_at)
      SELECT 'cmany' || n, 'friend', 'many-' || lpad(n::text, 5, '0'), 'env-' || n / 100,
        'layer-' || n %% 3, 'STOPPED', true, 0, 0, 'platform', 'none', '127.0.0.1', 1, '', false, 1,
        now() FROM generate_series(0, %d) n
      """
          .formatted(MANY - 1);

  private static final String PASSWORDS =
      """
      INSERT INTO generation (id, container, generation, kind, state, requested_by, secret_wanted,
        login_refused, requested_at, apply_by, attempts)
      SELECT gen_random_uuid(), id, 1, 'CREATION', 'NOTIFIED', 'platform', true, false, now(), now(),
        1 FROM container WHERE id LIKE 'cmany%'
      """;

  @BeforeAll
  static void fill() {
    inCredentials(ROWS, PASSWORDS, "ANALYZE container", "ANALYZE generation");
  }

  @AfterAll
  static void empty() {
    inCredentials(
        "DELETE FROM generation WHERE container LIKE 'cmany%'",
        "DELETE FROM container WHERE id LIKE 'cmany%'");
  }

  private static void inCredentials(String... statements) {
    ServiceDatabases.each(
        connection -> {
          if (connection.getMetaData().getURL().endsWith("/credentials")) {
            run(connection.createStatement(), statements);
          }
        });
  }

  private static void run(Statement statement, String... all) throws SQLException {
    try (statement) {
      for (String each : all) {
        statement.execute(each);
      }
    }
  }

  @Test
  void tenThousandContainersAreSortedFilteredAndTurnedOverWithoutAScript() {
    Page page = signIn("friend", new NewContextOptions().setJavaScriptEnabled(false));
    assertThat(page.locator("nav .number").first()).hasText("" + MANY);
    assertThat(page.locator(".env h2").first()).hasText("env-0");
    assertThat(page.locator(".env .quiet").first()).hasText("100 containers");

    page.locator(".sort a:has-text('name')").click();
    page.locator(".sort a[aria-current]").click();
    assertThat(page.locator("td.name b").first()).hasText("many-09999");
    page.locator("a[rel=next]").click();
    assertThat(page.locator("td.name b").first()).hasText("many-09899");
    page.locator("a[rel=prev]").click();
    assertThat(page.locator("td.name b").first()).hasText("many-09999");

    page.navigate("/?filter=layer:layer-1+env-42");
    assertThat(page.locator(".bar-of-list")).containsText("33 match");
    page.locator(".show a:has-text('SSH down')").click();
    assertThat(page.locator(".empty h2")).containsText("No container matches");
    page.navigate("/resets/new?environment=env-0");
    assertThat(page.locator("h1")).hasText("New passwords for 100 containers");
    assertThat(page.locator(".meant li")).hasCount(100);
  }

  @Test
  void theRowTheQuestionAndTheProgressSayWhereTheMailWent() {
    Page page = signIn("demo");
    assertThat(row(page, "web-1")).containsText("password mailed to d…@postern.test");
    assertThat(row(page, "web-1")).containsText("SSH fine");

    choose(page, "web-1", "Reset password");
    assertThat(page.locator(".meant")).containsText("password mailed to d…@postern.test");
    page.locator(".card button.main").click();

    assertThat(progress(page)).containsText("applied, proven, mailed to d…@postern.test");
    assertThat(row(page, "web-1")).containsText("password mailed to d…@postern.test");
  }

  @Test
  void publicIpsOfTheAccountAreInOnePlaceWithWhatTheQuotaAllows() {
    await().atMost(Duration.ofMinutes(1)).until(DashboardListTest::nothingIsLeftOfDeletedOnes);
    int used = demosAddresses().size();
    int quarantined =
        Api.ips("demo").get("/v1/ip-quota").expect(200).json().at("/ipv4/quarantined").asInt();
    int total = used + quarantined + 3;
    Api.ips("operator")
        .put(
            "/v1/accounts/demo/ip-quota",
            "{\"ipv4\":{\"total\":%d},\"ipv6\":{\"total\":0}}".formatted(total))
        .expect(200);
    try {
      Page page = signIn("demo");
      page.locator("nav a:has-text('Public IPs')").click();
      assertThat(page.locator(".quotas")).containsText("IPv4: %d of %d".formatted(used, total));
      assertThat(page.locator(".quotas")).containsText("IPv6: not allowed");
      Locator atDb = page.locator(".list li:has-text('at db-1')");
      int held = atDb.count();

      page.locator("select[name=container]").selectOption(demosContainer());
      page.locator("form[action='/ips'] button").click();
      assertThat(page.locator(".quotas")).containsText("IPv4: %d of %d".formatted(used + 1, total));
      Locator added =
          page.locator(".list li:has-text('at web-1'):not(:has-text('primary'))").last();
      added.locator("button:has-text('Move')").click();
      assertThat(atDb).hasCount(held + 1);

      atDb.last().locator("a:has-text('Detach')").click();
      page.locator(".card button").click();
      assertThat(page.locator(".quotas")).containsText("IPv4: %d of %d".formatted(used, total));
      page.locator("#count-ipv6").fill("1");
      page.locator("[aria-label='Set the number: IPv6']").click();
      assertThat(page.locator(".note.bad")).containsText("not allowed");
    } finally {
      Api.ips("operator")
          .put("/v1/accounts/demo/ip-quota", "{\"ipv4\":{},\"ipv6\":{}}")
          .expect(200);
    }
  }

  /** Containers of other tests that are deleted keep their addresses for a moment. */
  private static boolean nothingIsLeftOfDeletedOnes() {
    Set<String> containers = new HashSet<>();
    for (JsonNode item :
        Api.credentials("demo").get("/v1/containers?limit=200").expect(200).json().get("items")) {
      containers.add(item.get("id").asText());
    }
    return containers.containsAll(demosAddresses());
  }

  /** The container of each IPv4 address that counts. */
  private static List<String> demosAddresses() {
    List<String> containers = new ArrayList<>();
    for (JsonNode item : Api.ips("demo").get("/v1/ips?limit=200").expect(200).json().get("items")) {
      if (item.get("family").asText().equals("ipv4")
          && List.of("ATTACHING", "ATTACHED").contains(item.get("state").asText())) {
        containers.add(item.get("container").asText());
      }
    }
    return containers;
  }

  @Test
  void whatServicesRefuseIsGermanToo() {
    Page page = signIn("demo", new NewContextOptions().setLocale("de-DE"));
    page.navigate("/shares");
    page.locator("#environment").fill("shop");
    page.locator("#with").fill("demo");
    page.locator("section.form button").click();
    assertThat(page.locator("#with-problem")).containsText("ist Ihr eigenes Konto");

    page.navigate("/ips");
    page.locator("select[name=a]").selectOption(demosContainer());
    page.locator("select[name=b]").selectOption(demosContainer());
    page.locator("form[action='/ips/swap'] button").click();
    assertThat(page.locator(".note.bad")).containsText("zweimal derselbe Container");

    page.navigate("/contact");
    page.evaluate("document.querySelector('main form').noValidate = true");
    page.locator("#email").fill("keine Adresse");
    page.locator("section.form button").click();
    assertThat(page.locator("#email-problem")).containsText("Geben Sie eine E-Mail-Adresse an");
  }

  @Test
  void theGatewaysHostKeysAreShownAsOpenSshShowsThem() {
    Page page = signIn("demo");
    choose(page, "web-1", "Connect");

    assertThat(page.locator("main")).containsText("ED25519 256");
    assertThat(page.locator(".hostkeys pre").first()).containsText("[SHA256]");
    assertThat(page.locator("main"))
        .containsText("Host web-1-direct\n  HostName 127.77.%d.10".formatted(Postern.INSTANCE));
  }
}
