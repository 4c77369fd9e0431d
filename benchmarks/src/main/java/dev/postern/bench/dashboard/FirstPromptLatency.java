package dev.postern.bench.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import dev.postern.bench.Percentiles;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Service;
import dev.postern.local.platform.AccountTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A shell in demo's first container, until its prompt: by the gateway, and on the page. */
final class FirstPromptLatency {

  private static final String ACCOUNT = "demo";
  private static final String CONTAINER = "web-1";
  private static final String PROMPT = "root@" + CONTAINER;
  private static final int ROUNDS = 40;

  private static final String SHOWN =
      """
      new Promise((resolve) => {
        const look = () =>
          document.querySelector(".screen.shown .xterm-rows")?.textContent.includes("%s")
            ? resolve(true)
            : requestAnimationFrame(look);
        look();
      })\
      """
          .formatted(PROMPT);

  private static final String INTERRUPTED =
      """
      new Promise((resolve) => {
        const begin = performance.now();
        const look = () => {
          const rows = [...document.querySelectorAll(".screen.shown .xterm-rows > div")];
          const last = rows.map((row) => row.textContent.trim()).filter((text) => text).at(-1);
          last?.startsWith("%s") ? resolve(performance.now() - begin) : requestAnimationFrame(look);
        };
        look();
      })\
      """
          .formatted(PROMPT);

  private final Instance instance;
  private final SignedInBrowser browser;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  FirstPromptLatency(Instance instance, SignedInBrowser browser) {
    this.instance = instance;
    this.browser = browser;
  }

  /**
   * @param interrupt from Ctrl-C on the page, while {@code yes} runs, until the prompt is shown
   */
  record Measured(
      Percentiles gateway, Percentiles page, Percentiles added, Percentiles interrupt) {}

  Measured measure() throws Exception {
    String token = new AccountTokens(instance).of(ACCOUNT);
    Page page = browser.signedIn(ACCOUNT);
    String address = browser.home() + "containers/" + id(token) + "/terminal";
    double[] gateway = new double[ROUNDS];
    double[] shown = new double[ROUNDS];
    double[] added = new double[ROUNDS];
    double[] interrupts = new double[ROUNDS];
    for (int n = -5; n < ROUNDS; n++) {
      double direct = byGateway(token);
      double onPage = onPage(page, address);
      double interrupt = interrupt(page);
      page.evaluate("sessionStorage.clear()");
      if (n >= 0) {
        gateway[n] = direct;
        shown[n] = onPage;
        added[n] = Math.max(0, onPage - direct);
        interrupts[n] = interrupt;
      }
    }
    page.context().close();
    return new Measured(
        Percentiles.of(gateway),
        Percentiles.of(shown),
        Percentiles.of(added),
        Percentiles.of(interrupts));
  }

  private String id(String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(Service.CREDENTIAL.url(instance) + "/v1/containers"))
            .header("Authorization", "Bearer " + token)
            .build();
    JsonNode answer =
        new ObjectMapper().readTree(http.send(request, BodyHandlers.ofByteArray()).body());
    for (JsonNode item : answer.get("items")) {
      if (item.get("name").asText().equals(CONTAINER)) {
        return item.get("id").asText();
      }
    }
    throw new IOException(ACCOUNT + " has no " + CONTAINER);
  }

  private double byGateway(String token) throws Exception {
    var prompt = new UntilPrompt();
    URI terminal =
        URI.create(
            Service.GATEWAY.url(instance).replaceFirst("^http", "ws")
                + "/v1/terminal?container="
                + CONTAINER);
    long begin = System.nanoTime();
    WebSocket socket =
        http.newWebSocketBuilder()
            .header("Authorization", "Bearer " + token)
            .subprotocols("postern.terminal.v2")
            .buildAsync(terminal, prompt)
            .join();
    prompt.shown.get(30, TimeUnit.SECONDS);
    double millis = (System.nanoTime() - begin) / 1e6;
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    return millis;
  }

  private static double onPage(Page page, String address) {
    long begin = System.nanoTime();
    page.navigate(address);
    page.evaluate(SHOWN);
    return (System.nanoTime() - begin) / 1e6;
  }

  private static double interrupt(Page page) {
    page.keyboard().type("clear; yes\n");
    page.evaluate(
        "new Promise(done => { const look = () =>"
            + " document.querySelector('.screen.shown .xterm-rows > div')"
            + ".textContent.trim() === 'y' ? setTimeout(done, 500) : requestAnimationFrame(look);"
            + " look(); })");
    page.keyboard().press("Control+c");
    return HomePageLoad.number(page.evaluate(INTERRUPTED));
  }

  private static final class UntilPrompt implements WebSocket.Listener {

    private final CompletableFuture<Void> shown = new CompletableFuture<>();
    private final StringBuilder output = new StringBuilder();

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      output.append(StandardCharsets.ISO_8859_1.decode(data));
      if (output.indexOf(PROMPT) >= 0) {
        shown.complete(null);
      }
      socket.request(1);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      shown.completeExceptionally(error);
    }
  }
}
