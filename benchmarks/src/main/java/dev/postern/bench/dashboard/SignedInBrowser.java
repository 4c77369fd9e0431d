package dev.postern.bench.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.postern.backends.browser.DebianChromium;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Service;

/** Debian's Chromium, without a window. */
final class SignedInBrowser implements AutoCloseable {

  private final Playwright playwright;
  private final Browser browser;
  private final String dashboard;

  SignedInBrowser(Instance instance) {
    dashboard = Service.DASHBOARD.url(instance);
    playwright =
        Playwright.create(new Playwright.CreateOptions().setEnv(DebianChromium.ENVIRONMENT));
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(DebianChromium.PROGRAM)
                    .setArgs(DebianChromium.FLAGS));
  }

  /** A window of its own in which the account is signed in. */
  Page signedIn(String account) {
    BrowserContext window = browser.newContext();
    window.setDefaultTimeout(60_000);
    Page page = window.newPage();
    page.navigate(dashboard + "/contact");
    page.locator("button[value=" + account + "]").click();
    page.waitForURL(dashboard + "/contact");
    return page;
  }

  /** Empties the browser's cache, which sign-in has filled. */
  void forgetCached(Page page) {
    page.context().newCDPSession(page).send("Network.clearBrowserCache");
  }

  String home() {
    return dashboard + "/";
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
