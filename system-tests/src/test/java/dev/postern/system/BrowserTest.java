package dev.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.postern.backends.containers.ContainerAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** The started product in a real browser, and what its pages have in common. */
@ExtendWith(StartedProduct.class)
abstract class BrowserTest {

  /** The width of a small phone, in CSS pixels. */
  private static final int PHONE = 360;

  private static Chromium chromium;
  private final List<BrowserContext> opened = new ArrayList<>();

  @BeforeAll
  static void start() {
    chromium = Chromium.orSkip();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @AfterEach
  void closeWindows() {
    opened.forEach(BrowserContext::close);
  }

  Page signIn(String account) {
    return signIn(account, new NewContextOptions());
  }

  Page signIn(String account, NewContextOptions options) {
    Page page = chromium.signedIn(account, options);
    opened.add(page.context());
    return page;
  }

  BrowserContext window(NewContextOptions options) {
    BrowserContext window = chromium.window(options);
    opened.add(window);
    return window;
  }

  static Locator row(Page page, String container) {
    return page.locator("tr:has(td.name b:text-is('" + container + "'))");
  }

  static void choose(Page page, String container, String action) {
    row(page, container).locator("summary").click();
    row(page, container).locator(".menu a:has-text('" + action + "')").click();
  }

  static Locator progress(Page page) {
    return page.locator("#progress");
  }

  static String register(String name) {
    Api platform = Api.credentials("platform");
    JsonNode container =
        platform
            .post(
                "/v1/containers",
                """
                {"account":"demo","name":"%s","environment":"shop","layer":"cp",
                 "access":{"adapter":"ssh","host":"%s","port":2222}}\
                """
                    .formatted(name, ContainerAddress.of(Postern.INSTANCE, 251)))
            .expect(201)
            .json();
    String id = container.get("id").asText();
    platform.put("/v1/containers/" + id + "/runtime", "{\"status\":\"STOPPED\"}");
    return id;
  }

  static void delete(String container) {
    Api.credentials("platform").delete("/v1/containers/" + container).expect(204);
  }

  static String demosContainer() {
    for (JsonNode item :
        Api.credentials("demo").get("/v1/containers").expect(200).json().get("items")) {
      if (item.get("name").asText().equals("web-1")) {
        return item.get("id").asText();
      }
    }
    throw new AssertionError("demo has no web-1");
  }

  /** With {@code -Dpostern.test.screenshots=docs/images} it becomes a picture in the documents. */
  static void shoot(Page page, String name) {
    Path folder =
        Postern.ROOT.resolve(
            System.getProperty("postern.test.screenshots", "system-tests/target/screenshots"));
    byte[] picture = page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name)));
    assertThat(picture.length).isGreaterThan(10_000);
  }

  /** Accessible, as far as axe can check. */
  static void assertReadable(Page page, String where) {
    assertReadable(page, where, List.of());
  }

  /**
   * @param rules of axe; all of them if none is given
   */
  static void assertReadable(Page page, String where, List<String> rules) {
    var axe = new AxeBuilder(page);
    var asked = rules.isEmpty() ? axe : axe.withRules(rules);
    assertThat(asked.analyze().getViolations())
        .extracting(rule -> rule.getId() + " " + rule.getNodes())
        .as(where)
        .isEmpty();
  }

  /** On a phone, no page scrolls sideways. */
  static void assertFitsAPhone(Page page, String where) {
    page.setViewportSize(PHONE, 700);
    assertThat(page.evaluate("document.documentElement.scrollWidth")).as(where).isEqualTo(PHONE);
  }
}
