package dev.postern.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How a session begins and what its end does to an open page. */
class DashboardSessionTest extends BrowserTest {

  private static final String SESSION = "q_session";

  @Test
  void aSessionThatEndedLeadsBackToThePageThatWasPressed() {
    Page page = signIn("demo");
    page.navigate("/keys");
    endSession(page.context());

    page.locator("nav a[href='/shares']").click();
    page.locator("button[value=demo]").click();

    assertThat(page.locator("h1")).hasText("Shares");
  }

  @Test
  void aFormThatIsSentAfterTheSessionEndedChangesNothingAndLeadsBack() {
    // Given
    Page page = signIn("demo");
    page.navigate("/keys");
    page.locator("#key").fill(NewPublicKeys.ed25519("sent too late"));
    endSession(page.context());

    // When
    page.locator("section.form button:has-text('Add key')").click();
    page.locator("button[value=demo]").click();

    // Then
    assertThat(page.locator("h1")).hasText("SSH keys");
    assertThat(page.locator("main")).not().containsText("sent too late");
  }

  @Test
  void aSessionIsMadeAtSignInAndNeverTakenOver() {
    // Given: what an attacker planted.
    BrowserContext window = window(new NewContextOptions());
    window.addCookies(
        List.of(new Cookie(SESSION, "planted").setUrl(Chromium.dashboard()).setHttpOnly(true)));
    Page page = window.newPage();

    // When
    page.navigate("/");
    page.locator("button[value=demo]").click();
    assertThat(page.locator("h1")).hasText("Containers");

    // Then
    String first = session(window);
    assertThat(first).isNotEqualTo("planted");
    page.locator("text=Sign out").click();
    assertThat(page.locator("h1")).hasText("You are signed out");
    page.navigate("/");
    page.locator("button[value=demo]").click();
    page.waitForURL(Pattern.compile(Pattern.quote(Chromium.dashboard()) + "/.*"));
    assertThat(session(window)).isNotEqualTo(first);
  }

  @Test
  void theCookieIsForThisHostAloneAndNoScriptReadsIt() {
    Page page = signIn("demo");

    assertThat(page.context().cookies())
        .filteredOn(cookie -> cookie.name.startsWith(SESSION))
        .isNotEmpty()
        .allSatisfy(
            cookie -> {
              assertThat(cookie.httpOnly).isTrue();
              assertThat(cookie.domain).isEqualTo("localhost");
              assertThat(cookie.sameSite).isNotNull();
            });
    assertThat((String) page.evaluate("document.cookie")).doesNotContain(SESSION);
  }

  /** Removes the cookie, as its expiry would. */
  private static void endSession(BrowserContext window) {
    window.clearCookies(
        new BrowserContext.ClearCookiesOptions().setName(Pattern.compile(SESSION + ".*")));
  }

  private static String session(BrowserContext window) {
    return window.cookies().stream()
        .filter(cookie -> cookie.name.startsWith(SESSION))
        .map(cookie -> cookie.value)
        .reduce("", String::concat);
  }
}
