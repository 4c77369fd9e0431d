package dev.postern.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only the gateways know, on the pages: open sessions, what is shared, how they are. */
class DashboardGatewaysTest extends BrowserTest {

  private static final Duration WITHIN = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void theSessionsThatAKeyHasOpenAreCountedAndItsRemovalNamesAndEndsThem() throws Exception {
    // Given
    Path key = folder.resolve("demo");
    assertThat(run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "" + key).waitFor())
        .isZero();
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
      assertReadable(page, "/keys/ID/remove");
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
              Process ssh =
                  run(
                      "ssh",
                      "-F",
                      "none",
                      "-tt",
                      "-o",
                      "StrictHostKeyChecking=no",
                      "-o",
                      "UserKnownHostsFile=/dev/null",
                      "-o",
                      "LogLevel=ERROR",
                      "-o",
                      "BatchMode=yes",
                      "-o",
                      "IdentitiesOnly=yes",
                      "-i",
                      "" + key,
                      "-p",
                      "" + Postern.port(3022),
                      "web-1-demo@localhost",
                      "echo inside; sleep 300");
              return "inside".equals(ssh.inputReader().readLine()) ? ssh : null;
            },
            ssh -> ssh != null);
  }

  private static Process run(String... words) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().remove("SSH_AUTH_SOCK");
    return builder.start();
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
    assertReadable(page, "/");
    assertFits(page);

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
    assertReadable(page, "/gateways");
    assertFits(page);

    Page owners = signIn("demo");
    assertThat(owners.navigate("/gateways").status()).isEqualTo(404);
  }

  private static void assertReadable(Page page, String path) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      assertThat(new AxeBuilder(page).analyze().getViolations())
          .as("%s, %s", path, scheme)
          .isEmpty();
    }
  }

  private static void assertFits(Page page) {
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
  }
}
