package dev.postern.system;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.postern.backends.browser.DebianChromium;
import dev.postern.backends.programs.Prerequisites;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assumptions;

/** Debian's Chromium, without a window, and the dashboard in it. */
final class Chromium implements AutoCloseable {

  static {
    // A machine that runs two products has no page at once.
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
  }

  /** The cookies of each account, because a sign-in takes more than a second. */
  private static final Map<String, String> SIGNED_IN = new ConcurrentHashMap<>();

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright) {
    this.playwright = playwright;
    this.browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(DebianChromium.PROGRAM)
                    .setArgs(DebianChromium.FLAGS));
  }

  /** Skips the test, with the reason, where it is not there and cannot be installed. */
  static Chromium orSkip() {
    Optional<String> missing = Prerequisites.missing("chromium", "chromium");
    Assumptions.assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
    return new Chromium(
        Playwright.create(new Playwright.CreateOptions().setEnv(DebianChromium.ENVIRONMENT)));
  }

  /** A new window, without cookies. */
  BrowserContext window(Browser.NewContextOptions options) {
    BrowserContext window = browser.newContext(options.setBaseURL(dashboard()));
    window.setDefaultTimeout(20_000);
    return window;
  }

  /** A window in which the account is signed in, as it was in another one before. */
  Page signedIn(String account, Browser.NewContextOptions options) {
    Optional.ofNullable(SIGNED_IN.get(account)).ifPresent(options::setStorageState);
    Page page = window(options).newPage();
    page.navigate("/");
    if (!page.url().startsWith(dashboard())) {
      page.locator("button[value=" + account + "]").click();
      page.waitForURL(dashboard() + "/**");
      SIGNED_IN.put(account, page.context().storageState());
    }
    return page;
  }

  Page signedIn(String account) {
    return signedIn(account, new Browser.NewContextOptions());
  }

  static String dashboard() {
    return "http://localhost:" + Postern.port(8080);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
