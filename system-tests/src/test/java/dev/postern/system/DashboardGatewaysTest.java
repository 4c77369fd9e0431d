package dev.postern.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only the gateways know, on the pages: open sessions, shares, the gateways' state. */
class DashboardGatewaysTest extends BrowserTest {

  private static final Duration WITHIN = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void theSessionsThatAKeyHasOpenAreCountedAndItsRemovalNamesAndEndsThem() throws Exception {
    // Given
    Path key = folder.resolve("demo");
    List<String> keygen = List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "" + key);
    assertThat(GatewaySsh.process(keygen).start().waitFor()).isZero();
    String line = Files.readString(folder.resolve("demo.pub")).strip();
    Api.keys("demo")
        .post("/v1/keys", "{\"title\":\"of a session\",\"key\":\"" + line + "\"}")
        .expect(201);
    Page page = signIn("demo");
    Process session = openSession(key);
    try {
      Locator row = page.locator("tr:has-text('of a session')");
      await()
          .pollInSameThread()
          .atMost(WITHIN)
          .untilAsserted(
              () -> {
                page.navigate("/keys");
                assertThat(row.textContent()).contains("1 session open");
              });

      // When
      row.locator("a:has-text('Remove')").click();
      assertThat(page.locator(".card")).containsText("It ends this session:");
      assertThat(page.locator(".card .meant")).containsText("web-1");
      assertReadableInBothSchemes(page, "/keys/ID/remove");
      page.locator(".card button").click();

      // Then
      await().atMost(Duration.ofSeconds(5)).until(() -> !session.isAlive());
    } finally {
      session.destroyForcibly();
    }
  }

  /** Keeps trying until the gateway knows the key. */
  private static Process openSession(Path key) {
    return await()
        .pollInSameThread()
        .atMost(WITHIN)
        .until(
            () -> {
              List<String> words =
                  GatewaySsh.command(key, "web-1-demo", "echo inside; sleep 300", "-tt");
              Process ssh = GatewaySsh.process(words).start();
              return "inside".equals(ssh.inputReader().readLine()) ? ssh : null;
            },
            ssh -> ssh != null);
  }

  @Test
  void whatIsSharedStandsOnTheOthersHomePageUntilItIsTakenBack() {
    JsonNode share =
        Api.keys("demo")
            .post("/v1/shares", "{\"environment\":\"shop\",\"with\":\"friend\"}")
            .expect(201)
            .json();
    Page page = signIn("friend", new NewContextOptions().setViewportSize(360, 700));
    Locator shared = page.locator("#shared");
    await()
        .pollInSameThread()
        .atMost(WITHIN)
        .untilAsserted(
            () -> {
              page.navigate("/");
              assertThat(shared.isVisible()).isTrue();
            });
    assertThat(shared).containsText("web-1");
    assertThat(shared).containsText("shop of demo");
    assertThat(shared).containsText("ssh -p " + Postern.port(3022) + " web-1-demo@localhost");
    assertThat(page.locator("[aria-label='Open a terminal in web-1']")).isVisible();
    assertReadableInBothSchemes(page, "/");
    assertFitsAPhone(page, page.url());

    Api.keys("demo").delete("/v1/shares/" + share.get("id").asText()).expect(204);
    await()
        .pollInSameThread()
        .atMost(WITHIN)
        .untilAsserted(
            () -> {
              page.navigate("/");
              assertThat(shared.isVisible()).isFalse();
            });
  }

  @Test
  void anOperatorSeesTheGatewaysAndAnOwnerNoSuchPage() {
    Page page = signIn("operator", new NewContextOptions().setViewportSize(360, 700));
    page.locator("nav a:has-text('Gateways')").click();

    assertThat(page.locator(".gateways")).containsText("lets people in");
    assertThat(page.locator(".gateways")).containsText("live");
    assertReadableInBothSchemes(page, "/gateways");
    assertFitsAPhone(page, page.url());

    Page owners = signIn("demo");
    assertThat(owners.navigate("/gateways").status()).isEqualTo(404);
  }

  private static void assertReadableInBothSchemes(Page page, String path) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      assertReadable(page, path + ", " + scheme);
    }
  }
}
