package dev.postern.bench.dashboard;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import dev.postern.bench.Percentiles;
import dev.postern.local.instance.Instance;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Collectors;

/** The home page: how long its server takes, how large it is, and when it is seen. */
final class HomePageLoad {

  private static final int WARM_UPS = 40;
  private static final int ROUNDS = 100;
  private static final int LOADS = 20;

  private static final String FIRST_PAINT =
      """
      new Promise((resolve) =>
        new PerformanceObserver((list) => {
          const paint = list.getEntriesByName("first-contentful-paint")[0];
          if (paint) resolve(paint.startTime);
        }).observe({ type: "paint", buffered: true }))\
      """;

  private final SignedInBrowser browser;
  private final Instance instance;

  HomePageLoad(SignedInBrowser browser, Instance instance) {
    this.browser = browser;
    this.instance = instance;
  }

  /** What the dashboard adds to the services' answers, and the page's bytes as they are sent. */
  record Rendered(Percentiles page, Percentiles services, Percentiles added, int bytes) {}

  Rendered rendered() throws IOException, InterruptedException {
    HttpRequest request = request(browser.signedIn(ThousandContainers.ACCOUNT));
    HomePageServiceCalls answers = new HomePageServiceCalls(instance);
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    double[] page = new double[ROUNDS];
    double[] services = new double[ROUNDS];
    double[] added = new double[ROUNDS];
    int bytes = 0;
    for (int n = -WARM_UPS; n < ROUNDS; n++) {
      long begin = System.nanoTime();
      HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
      long middle = System.nanoTime();
      if (answer.statusCode() != 200) {
        throw new IOException("the home page was answered " + answer.statusCode());
      }
      answers.await();
      long end = System.nanoTime();
      if (n >= 0) {
        page[n] = (middle - begin) / 1e6;
        services[n] = (end - middle) / 1e6;
        added[n] = Math.max(0, page[n] - services[n]);
        bytes = answer.body().length;
      }
    }
    return new Rendered(
        Percentiles.of(page), Percentiles.of(services), Percentiles.of(added), bytes);
  }

  private HttpRequest request(Page page) {
    String cookies =
        page.context().cookies(browser.home()).stream()
            .map((Cookie cookie) -> cookie.name + "=" + cookie.value)
            .collect(Collectors.joining("; "));
    return HttpRequest.newBuilder(URI.create(browser.home()))
        .header("Cookie", cookies)
        .header("Accept", "text/html")
        .header("Accept-Encoding", "gzip")
        .build();
  }

  /** What a browser with an empty cache paints first, and all that it loads for it. */
  record Seen(Percentiles firstPaint, Percentiles kilobytes) {}

  Seen seen() {
    double[] paints = new double[LOADS];
    double[] kilobytes = new double[LOADS];
    for (int n = -2; n < LOADS; n++) {
      Page page = browser.signedIn(ThousandContainers.ACCOUNT);
      browser.forgetCached(page);
      page.navigate(browser.home());
      if (n >= 0) {
        paints[n] = number(page.evaluate(FIRST_PAINT));
        kilobytes[n] =
            number(
                    page.evaluate(
                        "[...performance.getEntriesByType('navigation'),"
                            + " ...performance.getEntriesByType('resource')]"
                            + ".reduce((sum, entry) => sum + entry.transferSize, 0)"))
                / 1000;
      }
      page.context().close();
    }
    return new Seen(Percentiles.of(paints), Percentiles.of(kilobytes));
  }

  static double number(Object value) {
    return ((Number) value).doubleValue();
  }
}
