package dev.postern.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketFrame;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The terminal of the started product, in a real browser. */
class DashboardTerminalTest extends BrowserTest {

  /** Everything that the pages' scripts can see of their WebSockets, to cut one. */
  private static final String SOCKETS =
      """
      window.sockets = [];
      window.WebSocket = class extends WebSocket {
        constructor(...words) { super(...words); window.sockets.push(this); }
      };
      """;

  private Page open(String account, String container) {
    return open(account, container, new NewContextOptions());
  }

  private Page open(String account, String container, NewContextOptions options) {
    options.setPermissions(List.of("clipboard-read", "clipboard-write"));
    Page page = signIn(account, options);
    page.addInitScript(SOCKETS);
    page.navigate("/containers/" + container + "/terminal");
    assertThat(shown(page)).containsText("root@web-1");
    return page;
  }

  /** What the chosen terminal shows. */
  private static Locator shown(Page page) {
    return page.locator(".screen.shown .xterm-rows");
  }

  private static Locator state(Page page) {
    return page.locator(".state");
  }

  private static void type(Page page, String line) {
    page.keyboard().insertText(line);
    page.keyboard().press("Enter");
  }

  private static void paste(Page page, String text) {
    page.evaluate(
        """
        text => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          document.querySelector(".screen.shown textarea").dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }
        """,
        text);
  }

  @Test
  void aShellOpensFromTheGearTakesWhatIsTypedAndSeesItsSize() {
    Page page = signIn("demo");
    choose(page, "web-1", "Open terminal");
    assertThat(shown(page)).containsText("root@web-1");
    assertThat(state(page)).containsText("Connected to web-1.");

    type(page, "printf 'gr\\303\\274n \\360\\237\\220\\247 %s\\n' $((6*7))");
    assertThat(shown(page)).containsText("grün 🐧 42");
    int before = shown(page).locator("> div").count();

    page.setViewportSize(900, 500);
    Locator rows = shown(page).locator("> div");
    assertThat(rows).not().hasCount(before);
    type(page, "clear; stty size");
    assertThat(shown(page)).containsText(Pattern.compile("\\b" + rows.count() + " \\d+"));
  }

  @Test
  void aProgramThatFillsTheScreenLeavesItAsItWas() {
    Page page = open("demo", demosContainer());

    type(page, "seq 1 500 | less");
    assertThat(shown(page).locator("> div").first()).hasText(Pattern.compile("^1\\s*$"));
    page.keyboard().press("G");
    assertThat(shown(page)).containsText("500");
    page.keyboard().press("q");

    type(page, "echo left $((20+3))");
    assertThat(shown(page)).containsText("left 23");
  }

  @Test
  void aPastedMegabyteArrivesWholeAndOnce() throws Exception {
    // Given
    Page page = open("demo", demosContainer());
    String text = lines(1024 * 1024);
    String sum =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII)));
    type(page, "stty -echo; echo re''ady; cat > /tmp/pasted; stty echo; sha256sum /tmp/pasted");
    assertThat(shown(page)).containsText("ready");

    // When
    paste(page, text);
    assertThat(state(page)).containsText("Connected to web-1.");
    page.keyboard().press("Control+d");

    // Then
    assertThat(shown(page)).containsText(sum);
  }

  private static String lines(int length) {
    var random = new Random(7);
    var text = new StringBuilder(length + 100);
    while (text.length() < length) {
      random.ints(70, 'a', 'z' + 1).forEach(text::appendCodePoint);
      text.append('\n');
    }
    return text.toString();
  }

  @Test
  void controlCStopsAFloodAtOnce() {
    Page page = open("demo", demosContainer());
    type(page, "yes");
    assertThat(shown(page)).containsText("y");
    assertThat(shown(page).locator("> div").first()).hasText(Pattern.compile("^\\s*y\\s*$"));

    page.keyboard().press("Control+c");
    type(page, "clear; echo stopped $((40+4))");

    assertThat(shown(page)).containsText("stopped 44");
  }

  @Test
  void aLostConnectionAndAReloadComeBackToTheSameShellAndNothingIsLost() {
    // Given
    Page page = open("demo", demosContainer());
    type(page, "mark=here$((1000+234)); clear");

    // When
    page.evaluate("window.sockets.at(-1).close(4321)");

    // Then
    assertThat(state(page)).containsText("Connected again. Nothing was lost.");
    type(page, "echo $mark");
    assertThat(shown(page)).containsText("here1234");

    // When
    page.onDialog(dialog -> dialog.accept());
    page.reload();

    // Then
    assertThat(state(page)).containsText("Connected again. Nothing was lost.");
    assertThat(shown(page)).containsText("here1234");
    type(page, "clear; echo again $mark");
    assertThat(shown(page)).containsText("again here1234");
  }

  @Test
  void aSignInThatIsRenewedKeepsTheShell() {
    // Given
    Page page = signIn("demo");
    page.addInitScript(SOCKETS);
    page.addInitScript(
        """
        document.addEventListener("readystatechange", () => {
          document.getElementById("terminals").dataset.signedInFor = "41";
        });
        """);
    page.navigate("/containers/" + demosContainer() + "/terminal");
    assertThat(shown(page)).containsText("root@web-1");
    type(page, "mark=kept$((5*5))");

    // When
    page.waitForCondition(
        () ->
            (boolean)
                page.evaluate(
                    "window.sockets.length > 1 && window.sockets.at(-1).readyState === 1"));
    assertThat(state(page)).containsText("Connected to web-1.");

    // Then
    type(page, "echo $mark");
    assertThat(shown(page)).containsText("kept25");
  }

  @Test
  void severalTerminalsAreTabsThatTheKeyboardReaches() {
    Page page = open("demo", demosContainer());
    type(page, "echo first $((1+1))");
    assertThat(shown(page)).containsText("first 2");

    page.locator("[data-do=duplicate]").click();
    assertThat(page.locator("[role=tab]")).hasCount(2);
    assertThat(shown(page)).containsText("root@web-1");
    assertThat(shown(page)).not().containsText("first 2");
    page.locator(".another summary").click();
    page.locator("[data-name='db-1']").click();
    assertThat(shown(page)).containsText("root@db-1");

    page.keyboard().press("Control+Shift+.");
    assertThat(page.locator("[role=tab][aria-selected=true]")).isFocused();
    page.keyboard().press("ArrowRight");
    assertThat(shown(page)).containsText("first 2");
    page.onDialog(dialog -> dialog.accept());
    page.locator(".tab.chosen .close").click();
    assertThat(page.locator("[role=tab]")).hasCount(2);
    page.locator(".tab.chosen").press("Delete");
    assertThat(page.locator("[role=tab]")).hasCount(1);
  }

  @Test
  void theShellsEndIsSaidAndOpenAgainOpensAnother() {
    Page page = open("demo", demosContainer());

    type(page, "exit 3");

    assertThat(state(page)).containsText("The shell ended.");
    assertThat(state(page)).containsText("exit 3");
    page.locator(".state button").click();
    assertThat(state(page)).containsText("Connected to web-1.");
    assertThat(shown(page)).containsText("root@web-1");
  }

  @Test
  void whatIsSelectedIsCopiedByItsKeysAndPastedByThem() {
    Page page = open("demo", demosContainer());
    type(page, "clear; echo unusual-$((70+7))");
    assertThat(shown(page)).containsText("unusual-77");

    shown(page)
        .locator("div:has-text('unusual-77')")
        .first()
        .dblclick(new Locator.DblclickOptions().setForce(true).setPosition(40, 8));
    page.keyboard().press("Control+Shift+c");
    assertThat(page.evaluate("navigator.clipboard.readText()")).asString().contains("unusual");

    page.evaluate("navigator.clipboard.writeText('echo pasted-$((80+8))')");
    page.keyboard().press("Control+Shift+v");
    page.keyboard().press("Enter");
    assertThat(shown(page)).containsText("pasted-88");
  }

  @Test
  void signingOutInAnotherTabEndsTheTerminalWithASentence() {
    Page page = open("demo", demosContainer());
    Page other = page.context().newPage();
    other.navigate("/keys");

    other.locator("text=Sign out").click();

    assertThat(other.locator("h1")).hasText("You are signed out");
    assertThat(state(page)).containsText("You signed out in this browser.");
  }

  @Test
  void aRevokedShareEndsTheOthersTerminalWithASentence() {
    // Given
    String container = demosContainer();
    JsonNode share =
        Api.keys("demo")
            .post("/v1/shares", "{\"environment\":\"shop\",\"with\":\"friend\"}")
            .expect(201)
            .json();
    Page page = open("friend", container);

    // When
    Api.keys("demo").delete("/v1/shares/" + share.get("id").asText()).expect(204);

    // Then
    assertThat(state(page)).containsText("You may not enter this container any more.");
    assertThat(state(page)).containsText("no longer shared");
  }

  @Test
  void noFrameAndNoPageHasAToken() {
    // Given
    Page page = signIn("demo");
    List<String> frames = new CopyOnWriteArrayList<>();
    page.onWebSocket(
        socket -> {
          frames.add(socket.url());
          socket.onFrameReceived(frame -> frames.add(text(frame)));
          socket.onFrameSent(frame -> frames.add(text(frame)));
        });

    // When
    page.navigate("/containers/" + demosContainer() + "/terminal");
    assertThat(shown(page)).containsText("root@web-1");
    type(page, "echo $((3*5))");
    assertThat(shown(page)).containsText("15");

    // Then
    assertThat(frames).hasSizeGreaterThan(3).noneMatch(frame -> frame.contains("eyJ"));
    assertThat(page.content()).doesNotContain("eyJ");
    assertThat(page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])").toString())
        .doesNotContain("eyJ");
  }

  private static String text(WebSocketFrame frame) {
    return frame.text() == null ? new String(frame.binary(), ISO_8859_1) : frame.text();
  }

  @Test
  void aPageOfAnotherOriginOpensNoTerminal() {
    Page page = signIn("demo");
    String path = "/containers/" + demosContainer() + "/terminal/socket?columns=80&rows=24";

    assertThat(handshake(page, path, "http://evil.example")).isEqualTo(403);
    assertThat(handshake(page, path, "null")).isEqualTo(403);
    assertThat(handshake(page, path, null)).isEqualTo(403);
    assertThat(handshake(page, path + "&session=../v1/keys&offset=0", Chromium.dashboard()))
        .isEqualTo(400);
    page.context().clearCookies();
    assertThat(handshake(page, path, Chromium.dashboard())).isEqualTo(401);
  }

  private static int handshake(Page page, String path, String origin) {
    var options = RequestOptions.create().setMaxRedirects(0);
    if (origin != null) {
      options.setHeader("Origin", origin);
    }
    return page.request().get(path, options).status();
  }

  @Test
  void anothersContainerHasNoTerminal() {
    Page page = signIn("friend");
    assertThat(page.navigate("/containers/" + demosContainer() + "/terminal").status())
        .isEqualTo(404);
  }

  @Test
  void withoutJavaScriptThePageSaysWhatToDo() {
    Page page = signIn("demo", new NewContextOptions().setJavaScriptEnabled(false));
    page.navigate("/containers/" + demosContainer() + "/terminal");
    assertThat(page.locator("noscript .note")).containsText("The terminal needs JavaScript.");
    assertThat(page.locator("noscript .note")).isVisible();
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void theTerminalCanBeReadByEverybodyAndLooksLikeThis(ColorScheme scheme) {
    Page page =
        open(
            "demo",
            demosContainer(),
            new NewContextOptions().setColorScheme(scheme).setViewportSize(1180, 560));
    type(page, "ls --color=always -l /etc | head -12; printf '\\e[1;32mok\\e[0m\\n'");
    assertThat(shown(page)).containsText("ok");

    assertReadable(page, "terminal");
    shoot(page, "dashboard-terminal-" + scheme.name().toLowerCase(Locale.ROOT) + ".png");
    assertFitsAPhone(page, "terminal");
  }
}
