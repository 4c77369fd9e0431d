package dev.postern.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What happens elsewhere is on an open page, without a reload. */
class DashboardLiveTest extends BrowserTest {

  /** Less than the time after which a page that is not live asks again. */
  private static final double SOON = 4000;

  @Test
  void aChangeMadeElsewhereIsOnScreenAndDisturbsNothing() {
    // Given
    Page page = signIn("demo");
    assertLive(page);
    page.locator("[aria-label='Choose web-1']").check();
    row(page, "db-1").locator("summary").click();
    row(page, "db-1").evaluate("row => (row.mark = 'the same element')");
    int containers = Integer.parseInt(page.locator("#n-containers").textContent());

    // When
    String id = register("live-1");

    // Then
    assertThat(row(page, "live-1")).containsText("stopped", soonText());
    assertThat(page.locator("#n-containers")).containsText("" + (containers + 1), soonText());
    start(id);
    assertThat(row(page, "live-1")).containsText("running", soonText());
    assertThat(page.locator("[aria-label='Choose web-1']")).isChecked();
    assertThat(row(page, "db-1").locator("text=Reset password")).isVisible();
    assertThat(row(page, "db-1").evaluate("row => row.mark")).isEqualTo("the same element");

    delete(id);
    assertThat(row(page, "live-1"))
        .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(SOON));
    assertThat(row(page, "db-1").locator("text=Reset password")).isVisible();
  }

  @Test
  void aResetAskedForElsewhereIsFollowedToItsMail() {
    // Given
    String web = demosContainer();
    Page history = signIn("demo");
    history.navigate("/containers/" + web + "/history");
    assertLive(history);
    Instant before = Instant.now();
    List<String> asked = requests(history);

    // When
    Api.credentials("demo").post("/v1/containers/" + web + "/password-resets", "{}").expect(202);

    // Then
    history.waitForCondition(
        () -> entriesSince(history, before) >= 3,
        new Page.WaitForConditionOptions().setTimeout(30_000));
    assertThat(history.locator(".history > li").first())
        .containsText(
            Pattern.compile("sent .*just now"),
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
    assertThat(asked).hasSizeLessThan(15);
    history.navigate("/");
    assertThat(row(history, "web-1")).containsText("password mailed");
  }

  @Test
  void keysFollowToo() {
    Page page = signIn("demo");
    page.navigate("/keys");
    assertLive(page);
    page.locator("#title").fill("being typed");
    int keys = Integer.parseInt(page.locator("#n-keys").textContent());

    JsonNode key =
        Api.keys("demo")
            .post("/v1/keys", "{\"key\":\"" + NewPublicKeys.ed25519("from elsewhere") + "\"}")
            .expect(201)
            .json();

    Locator added = page.locator("tr:has-text('from elsewhere')");
    assertThat(added).containsText("256 bit", soonText());
    assertThat(page.locator("#n-keys")).containsText("" + (keys + 1), soonText());
    assertThat(page.locator("#quota")).containsText((keys + 1) + " of", soonText());
    Api.keys("demo").delete("/v1/keys/" + key.get("id").asText()).expect(204);
    assertThat(added).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(SOON));
    assertThat(page.locator("#title")).hasValue("being typed");
  }

  @Test
  void aPageWithoutItsStreamSaysSoAndAsksByItselfUntilItIsBack() {
    Page page = signIn("demo");
    assertLive(page);

    page.route(
        "**/live?*",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("text/event-stream")
                    .setBody("retry: 1000\nevent: state\ndata: away\n\n")));
    page.reload();
    assertThat(page.locator("#live")).containsText("not live: refreshed every 5 s");
    String id = register("polled-1");
    assertThat(row(page, "polled-1"))
        .containsText("stopped", new LocatorAssertions.ContainsTextOptions().setTimeout(9000));

    page.unroute("**/live?*");
    assertLive(page);
    delete(id);
    assertThat(row(page, "polled-1"))
        .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(SOON));
  }

  @Test
  void aPageThatWasSignedOutElsewhereSaysSo() {
    Page page = signIn("demo");
    assertLive(page);

    page.context().clearCookies();
    String id = register("unseen-1");

    assertThat(page.locator("#live")).containsText("you are signed out");
    assertThat(page.locator("#live a")).hasText("Sign in again");
    assertThat(row(page, "unseen-1")).hasCount(0);
    delete(id);
  }

  /** Read at once: an entry may be replaced while others are looked at. */
  private static long entriesSince(Page page, Instant time) {
    var times =
        (List<?>)
            page.evaluate("[...document.querySelectorAll('.history time')].map(t => t.dateTime)");
    return times.stream().filter(t -> !Instant.parse((String) t).isBefore(time)).count();
  }

  private static void start(String container) {
    Api.credentials("platform")
        .put("/v1/containers/" + container + "/runtime", "{\"status\":\"RUNNING\"}")
        .expect(200);
  }

  private static void assertLive(Page page) {
    assertThat(page.locator("#live"))
        .hasText("live", new LocatorAssertions.HasTextOptions().setTimeout(10_000));
  }

  private static List<String> requests(Page page) {
    List<String> urls = new ArrayList<>();
    page.onRequest(request -> urls.add(request.url()));
    return urls;
  }

  private static LocatorAssertions.ContainsTextOptions soonText() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(SOON);
  }
}
