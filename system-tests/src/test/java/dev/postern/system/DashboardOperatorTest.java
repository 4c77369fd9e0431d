package dev.postern.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of operators and auditors, in a real browser. */
class DashboardOperatorTest extends BrowserTest {

  private static final List<String> OPERATORS =
      List.of("/pools", "/quotas", "/quotas?account=demo", "/mail-queue", "/dead-letters");
  private static final String AS_OF = "/as-of";

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPoolIsCreatedGrownAndDeletedAndRefusalsStandAtTheirFields(boolean javaScript) {
    Page page = signIn("operator", new NewContextOptions().setJavaScriptEnabled(javaScript));
    page.locator("nav a:has-text('Address pools')").click();
    String block = "127.88." + Postern.INSTANCE + ".0/";

    page.locator("#name").fill("bench-pool");
    page.locator("#cidr").fill("not a block");
    page.locator("section.form button").click();
    assertThat(page.locator("#cidr-problem")).isVisible();
    assertThat(page.locator("#name")).hasValue("bench-pool");
    page.locator("#cidr").fill(block + "29");
    page.locator("section.form button").click();
    Locator row = page.locator("#p-bench-pool");
    assertThat(row).containsText("0 used");

    row.locator("a").click();
    page.locator("#cidr").fill(block + "28");
    page.locator("button:has-text('Save')").click();
    assertThat(row).containsText(block + "28");

    row.locator("a").click();
    page.locator("button:has-text('Delete pool')").click();
    assertThat(page.locator("h1")).hasText("Address pools");
    assertThat(row).hasCount(0);
  }

  @Test
  void aPoolInUseIsNotDeletedAndSaysWhy() {
    Page page = signIn("operator");
    page.navigate("/pools");
    page.locator("tr:not(:has-text(': 0 used')):has-text('127.77') a").first().click();

    page.locator("button:has-text('Delete pool')").click();

    assertThat(page.locator(".note")).containsText("Detach them");
  }

  @Test
  void aQuotaIsLookedUpAndSet() {
    Page page = signIn("operator");
    page.navigate("/quotas");
    page.locator("#account").fill("quota-test");
    page.locator("button:has-text('Look up')").click();

    page.locator("#ipv4-total").fill("7");
    page.locator("#ipv6-container").fill("0");
    page.locator("button:has-text('Save')").click();

    assertThat(page.locator("#ipv4-total")).hasValue("7");
    assertThat(page.locator("#ipv6-container")).hasValue("0");
    assertThat(page.locator("#ipv4-container")).hasValue("");
    page.navigate("/quotas?account=Not%20A%20Name");
    assertThat(page.locator("#account-problem")).isVisible();
  }

  @Test
  void whatFailedIsInTheQueueWithItsReasonAndWhatWasPutAsideAmongTheDeadLetters() {
    KafkaTopics.add("postern.dead-letters", "k", "secret-value", "dead-letter-reason", "told here");
    Page page = signIn("operator");

    page.navigate("/dead-letters");
    assertThat(page.locator("main")).containsText("told here");
    assertThat(page.content()).doesNotContain("secret-value");
    page.navigate("/mail-queue");
    assertThat(page.locator("h1")).hasText("Mail queue");
    page.navigate("/mail-queue?state=FAILED&reason=NONE");
    assertThat(page.locator("h1")).hasText("Mail queue");
  }

  @Test
  void anAuditorAsksWhoHeldAnAddressAndHowAContainerStood() {
    Page page = signIn("auditor");
    page.locator("nav a:has-text('As of')").click();

    page.locator("#what").fill("127.77." + Postern.INSTANCE + ".10");
    page.locator("button:has-text('Ask')").click();
    assertThat(page.locator("main")).containsText("of demo");
    page.locator(".list a").first().click();
    assertThat(page.locator("main")).containsText("running");
    assertThat(page.locator("main")).containsText("Password ");
    page.locator(".history summary").first().click();
    assertThat(page.locator(".history pre").first()).containsText("\"account\"");

    page.navigate(AS_OF + "?what=" + demosContainer() + "&at=2020-01-01T00:00:00Z");
    assertThat(page.locator("main")).containsText("not registered yet");
    page.navigate(AS_OF + "?what=127.77." + Postern.INSTANCE + ".10&at=2020-01-01+00:00:00");
    assertThat(page.locator("main")).containsText("Nobody held");
    page.navigate(AS_OF + "?what=c0none&at=yesterday");
    assertThat(page.locator("#at-problem")).isVisible();
    page.navigate(AS_OF + "?what=..%2Fx%3F&at=");
    assertThat(page.locator(".note")).containsText("no such container");
  }

  @Test
  void forOthersThesePagesDoNotExist() {
    Page page = signIn("demo");
    for (String path : Stream.concat(OPERATORS.stream(), Stream.of(AS_OF)).toList()) {
      assertThat(page.navigate(path).status()).as(path).isEqualTo(404);
    }
    Page auditor = signIn("auditor");
    for (String path : OPERATORS) {
      assertThat(auditor.navigate(path).status()).as(path).isEqualTo(404);
    }
    assertThat(auditor.navigate(AS_OF).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void noPageHasASeriousFindingOrIsWiderThanAPhone(ColorScheme scheme) {
    Page page =
        signIn(
            "operator", new NewContextOptions().setColorScheme(scheme).setViewportSize(1180, 700));
    List<String> paths =
        Stream.concat(
                OPERATORS.stream(),
                Stream.of(AS_OF + "?what=" + demosContainer(), AS_OF + "?what=127.0.0.1"))
            .toList();
    for (String path : paths) {
      page.setViewportSize(1180, 700);
      page.navigate(path);
      assertReadable(page, path);
      shoot(page, path, scheme);
      assertFitsAPhone(page, path);
    }
  }

  private static void shoot(Page page, String path, ColorScheme scheme) {
    String name = path.replaceAll("\\?.*", "").replace("/", "") + "-" + scheme;
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(
                Path.of("target/screenshots").resolve(name.toLowerCase(Locale.ROOT) + ".png")));
  }
}
