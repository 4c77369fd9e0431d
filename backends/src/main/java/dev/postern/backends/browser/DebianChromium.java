package dev.postern.backends.browser;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How Debian's Chromium is started by Playwright, which is not to fetch one of its own. */
public final class DebianChromium {

  public static final Path PROGRAM = Path.of("/usr/bin/chromium");

  /** Quiet, and as root too: it opens pages of this machine alone. */
  public static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** Of Playwright's own process. */
  public static final Map<String, String> ENVIRONMENT =
      Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

  private DebianChromium() {}
}
