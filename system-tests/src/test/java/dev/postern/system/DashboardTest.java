package dev.postern.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.SelectOption;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard of the started product, in a real browser. */
class DashboardTest extends BrowserTest {

  private static final String DEMO = "demo@postern.test";

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aResetFromTheGearMenuIsMailedAndTheMailedPasswordLogsIn(boolean javaScript) {
    // Given
    Page page = signIn("demo", new NewContextOptions().setJavaScriptEnabled(javaScript));
    int mails = InboxMail.about(DEMO, "web-1").size();

    // When
    choose(page, "web-1", "Reset password");
    assertThat(page.locator(".card"))
        .containsText("The new password is mailed to d…@postern.test.");
    page.locator(".card button.main").click();

    // Then
    assertThat(progress(page)).containsText("applied, proven, mailed");
    assertThat(progress(page)).containsText("1 of 1");
    InboxMail reset = InboxMail.awaitNumber(mails + 1, DEMO, "web-1");
    assertThat(MailedLogin.with(reset).stdout()).contains("uid=0(root)");
    if (javaScript) {
      assertThat(row(page, "web-1")).containsText("password mailed");
    }
    page.reload();
    assertThat(progress(page)).containsText("1 of 1");
    assertThat(row(page, "web-1")).containsText("password mailed");
  }

  @Test
  void aSetSaysOfEachContainerWhatBecameOfItAndOffersToRetryOnlyWhatFailed() {
    // Given
    String stopped = register("halt-1");
    Page page = signIn("demo");
    page.locator("[aria-label='Choose web-1']").check();
    page.locator("[aria-label='Choose halt-1']").check();

    // When
    page.locator("#chosen button").click();
    assertThat(page.locator("h1")).hasText("New passwords for 2 containers");
    assertThat(page.locator(".meant")).containsText("is stopped: its reset will fail");
    page.locator(".card button.main").click();

    // Then
    assertThat(progress(page)).containsText("it is stopped; the old password still works");
    assertThat(progress(page)).containsText("1 of 2");
    Locator retry = progress(page).locator("button");
    assertThat(retry).hasText("Retry halt-1");
    retry.click();
    assertThat(progress(page)).containsText("New password for halt-1");
    delete(stopped);
  }

  @Test
  void historyTellsALifeAndConnectAndCheckSayHowToGetIn() {
    Page page = signIn("demo");

    choose(page, "web-1", "History");
    assertThat(page.locator(".history"))
        .containsText("First root password set and proven by a login");
    page.locator(".history summary").last().click();
    assertThat(page.locator(".history pre").last()).containsText("\"container\"");
    assertThat(page.content()).doesNotContain("secretRef");

    page.navigate("/");
    choose(page, "web-1", "Connect");
    assertThat(page.locator("main"))
        .containsText("ssh -p " + Postern.port(3022) + " web-1-demo@localhost");

    page.navigate("/");
    choose(page, "web-1", "Check SSH");
    assertThat(page.locator("main")).containsText("Root can log in");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aKeyIsAddedByPasteListedAndRemoved(boolean javaScript) {
    Page page = signIn("demo", new NewContextOptions().setJavaScriptEnabled(javaScript));
    page.navigate("/keys");

    page.locator("#key").fill(NewPublicKeys.ed25519("laptop of mine"));
    page.locator("section.form button").click();

    Locator row = page.locator("tr:has-text('laptop of mine')");
    assertThat(row).containsText("ssh-ed25519 · 256 bit");
    assertThat(row).containsText("never used");
    row.locator("a").click();
    assertThat(page.locator(".card")).containsText("Within a second it opens nothing any more");
    page.locator(".card button").click();
    assertThat(page.locator("h1")).hasText("SSH keys");
    assertThat(page.locator("tr:has-text('laptop of mine')")).hasCount(0);
  }

  @Test
  void aKeyIsAddedFromItsFileAndWorksUntilTheDayThatWasChosen() {
    Page page = signIn("demo");
    page.navigate("/keys");

    byte[] line = NewPublicKeys.ed25519("from a file").getBytes(StandardCharsets.UTF_8);
    page.locator("#file").setInputFiles(new FilePayload("id.pub", "text/plain", line));
    page.locator("#expires").fill("2099-12-31");
    page.locator("section.form button").click();

    Locator row = page.locator("tr:has-text('from a file')");
    assertThat(row).containsText("until 31 December 2099");
    row.locator("a").click();
    page.locator(".card button").click();
    assertThat(page.locator("h1")).hasText("SSH keys");
  }

  @Test
  void aRefusedKeyIsExplainedAtItsField() {
    Page page = signIn("demo");
    page.navigate("/keys");
    Map<String, String> refused =
        Map.of(
            "-----BEGIN OPENSSH PRIVATE KEY-----", "private key",
            "ssh-dss AAAAB3NzaC1kc3M=", "DSA",
            "not a key at all", "ssh-keygen");

    refused.forEach(
        (text, sentence) -> {
          page.locator("#key").fill(text);
          page.locator("section.form button").click();

          assertThat(page.locator("#key-problem")).containsText(sentence);
          assertThat(page.locator("#key")).hasAttribute("aria-invalid", "true");
          assertThat(page.locator("#key")).hasValue("");
          assertThat(page.content()).doesNotContain("BEGIN OPENSSH");
        });
  }

  @Test
  void anEnvironmentIsSharedFromItsGearAndTheShareIsTakenBack() {
    Page page = signIn("demo");
    page.locator("[aria-label='Actions for shop']").click();
    page.locator("details[open] .menu a:has-text('Share')").click();
    assertThat(page.locator("#environment")).hasValue("shop");

    page.locator("#with").fill("demo");
    page.locator("section.form button").click();
    assertThat(page.locator("#with-problem")).containsText("is your own account");
    page.locator("#with").fill("friend");
    page.locator("section.form button").click();

    Locator given = page.locator("[aria-label='Stop sharing shop with friend']");
    given.click();
    assertThat(page.locator(".card")).containsText("sessions and terminals there are closed");
    page.locator(".card button").click();
    assertThat(page.locator("main")).containsText("You share no environment.");
  }

  @Test
  void aPublicIpIsAttachedMovedAndDetached() {
    Page page = signIn("demo");
    choose(page, "web-1", "Public IPs");
    assertThat(page.locator(".list li")).hasCount(1);

    page.locator("button[value=ipv4]").click();
    assertThat(page.locator(".list li")).hasCount(2);
    Locator second = page.locator(".list li:not(:has-text('primary'))");
    String address = second.locator("b").textContent();
    second.locator("select").selectOption(new SelectOption().setLabel("db-1"));
    second.locator("button").click();
    assertThat(page.locator(".list li:has-text('" + address + "')")).hasCount(0);

    page.navigate("/");
    choose(page, "db-1", "Public IPs");
    page.locator("[aria-label='Detach " + address + "']").click();
    assertThat(page.locator(".card")).containsText("It stops answering at once");
    page.locator(".card button").click();
    assertThat(page.locator("[aria-label='Detach " + address + "']")).hasCount(0);
  }

  @Test
  void theContactIsShownAndAWrongAddressIsExplainedAtItsField() {
    Page page = signIn("demo");
    page.navigate("/contact");
    assertThat(page.locator("main")).containsText(DEMO);

    page.evaluate("document.querySelector('main form').noValidate = true");
    page.locator("#email").fill("not an address");
    page.locator("section.form button").click();

    assertThat(page.locator("#email-problem")).containsText("name@example.org");
    assertThat(page.locator("#email")).hasValue("not an address");
  }

  @Test
  void aHostileTitleIsTextAndNothingElse() {
    // Given
    String title = "<img src=x onerror=alert(1)>\"'{inject:csrf.token}</td>";
    Page page = signIn("demo");
    failOnScripts(page);
    page.navigate("/keys");

    // When
    page.locator("#key").fill(NewPublicKeys.ed25519("x"));
    page.locator("#title").fill(title);
    page.locator("section.form button").click();

    // Then
    Locator shown =
        page.locator("td.title b").filter(new Locator.FilterOptions().setHasText("<img"));
    assertThat(shown).hasText(title);
    assertThat(page.locator("img")).hasCount(0);
    page.locator("tr:has-text('onerror') a").click();
    assertThat(page.locator("h1")).containsText(title);
    page.locator(".card button").click();
  }

  @Test
  void aHostileFilterIsTextAndNothingElse() {
    Page page = signIn("demo");
    failOnScripts(page);

    for (String filter :
        List.of(
            "%3Cscript%3Ealert(1)%3C/script%3E",
            "%22%20autofocus%20onfocus=alert(1)%20x=%22", "%E2%80%AEgnp.exe")) {
      page.navigate("/?filter=" + filter);

      assertThat(page.locator(".empty h2")).containsText("No container matches");
      assertThat(page.locator(".empty script")).hasCount(0);
    }
  }

  @Test
  void anothersContainerLooksLikeOneThatDoesNotExist() {
    String id = demosContainer();
    Page page = signIn("friend");
    assertThat(page.locator(".empty")).containsText("There are no containers yet");

    for (String path : List.of("connect", "history", "ssh-check", "row", "ips")) {
      Response theirs = page.navigate("/containers/" + id + "/" + path);
      String body = theirs.text();
      Response nobodys = page.navigate("/containers/c0000000000/" + path);
      assertThat(theirs.status()).as(path).isEqualTo(404).isEqualTo(nobodys.status());
      assertThat(withoutTokens(body)).isEqualTo(withoutTokens(nobodys.text()));
    }
    assertThat(page.navigate("/resets/new?container=" + id).status()).isEqualTo(404);
  }

  @Test
  void operatorsAndAuditorsReadAndAreOfferedNoReset() {
    for (String account : List.of("operator", "auditor")) {
      Page page = signIn(account);
      assertThat(page.locator("main")).containsText("of demo");
      assertThat(page.locator("input[name=container]")).hasCount(0);
      assertThat(page.locator("text=Reset password")).hasCount(0);
      assertThat(page.navigate("/resets/new?container=" + demosContainer()).status())
          .isEqualTo(403);
      closeWindows();
    }
  }

  @Test
  void noTokenIsInTheBrowserAndNoScriptReadsTheSession() {
    Page page = signIn("demo");

    List<Cookie> cookies = page.context().cookies();
    assertThat(cookies).extracting(cookie -> cookie.name).contains("q_session", "csrf-token");
    assertThat(cookies).allMatch(cookie -> cookie.httpOnly && cookie.sameSite != null);
    assertThat(cookies).noneMatch(cookie -> readableJwt(cookie.value));
    assertThat(page.content()).doesNotContain("eyJ");
    assertThat(
            page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length"))
        .isEqualTo(0);
  }

  @Test
  void aForgedRequestChangesNothing() {
    Page page = signIn("demo");
    String form = "once=forged&containers=" + demosContainer();
    String token = "&csrf-token=" + page.locator("input[name=csrf-token]").first().inputValue();

    assertThat(post(page, form, null)).as("without a token").isEqualTo(400);
    assertThat(post(page, form + "&csrf-token=AAAAAAAAAAAAAAAAAAAAAA", null))
        .as("with a guessed one")
        .isEqualTo(400);
    assertThat(post(page, form + token, "http://evil.example")).isEqualTo(403);
    assertThat(post(page, form + token, "null")).as("from a sandboxed frame").isEqualTo(403);
    assertThat(post(page, form + token, Chromium.dashboard())).as("its own").isEqualTo(303);
  }

  private static int post(Page page, String form, String origin) {
    var options =
        RequestOptions.create()
            .setHeader("Content-Type", "application/x-www-form-urlencoded")
            .setMaxRedirects(0)
            .setData(form);
    if (origin != null) {
      options.setHeader("Origin", origin);
    }
    return page.request().post("/resets", options).status();
  }

  @Test
  void pagesCannotBeFramedOrKeptAndRunNoScriptButTheirOwn() {
    Page page = signIn("demo");

    var headers = page.navigate("/").headers();

    assertThat(headers.get("content-security-policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.get("cache-control")).isEqualTo("no-store");
    assertThat(headers.get("x-content-type-options")).isEqualTo("nosniff");
  }

  @Test
  void signingOutEndsItHereAndAtTheIssuerAndBackShowsNothing() {
    // Given
    Page page = signIn("demo");
    page.navigate("/keys");

    // When
    page.locator("text=Sign out").click();

    // Then
    assertThat(page.locator("h1")).hasText("You are signed out");
    assertThat(page.url()).doesNotContain("eyJ");
    assertThat(page.context().cookies()).noneMatch(cookie -> cookie.name.equals("q_session"));
    page.goBack();
    assertThat(page.locator("button[value=demo]")).isVisible();
  }

  @Test
  void aSignInLeadsBackToThePageThatWasWanted() {
    Page page = window(new NewContextOptions()).newPage();

    page.navigate("/keys?x=//evil.example/");
    page.locator("button[value=demo]").click();

    assertThat(page.locator("h1")).hasText("SSH keys");
    assertThat(page.url()).startsWith(Chromium.dashboard() + "/keys");
  }

  @Test
  void thePagesAreInGermanForWhoReadsGermanOrChoosesIt() {
    Page page = signIn("demo", new NewContextOptions().setLocale("de-DE"));
    assertThat(page.locator("main")).containsText("E-Mails gehen an d…@postern.test");
    assertThat(page.locator("html")).hasAttribute("lang", "de");

    page.locator("text=English").click();

    assertThat(page.locator("main")).containsText("Mails go to d…@postern.test");
  }

  @Test
  void everyPageCanBeReadByEverybody() {
    Page page = signIn("demo", new NewContextOptions().setColorScheme(ColorScheme.LIGHT));
    for (String path : pages(demosContainer())) {
      page.navigate(path);
      assertReadable(page, path);

      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      assertReadable(page, path + " in the dark", List.of("color-contrast"));
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }
  }

  @Test
  void nothingIsWiderThanAPhone() {
    Page page = signIn("demo", new NewContextOptions().setViewportSize(360, 700));
    for (String path : pages(demosContainer())) {
      page.navigate(path);
      assertFitsAPhone(page, path);
    }
  }

  @Test
  void theKeyboardAloneOpensAMenuAndClosesIt() {
    Page page = signIn("demo");
    Locator summary = row(page, "web-1").locator("summary");

    summary.focus();
    page.keyboard().press("Enter");
    assertThat(row(page, "web-1").locator("text=Reset password")).isVisible();
    page.keyboard().press("Escape");
    assertThat(row(page, "web-1").locator("text=Reset password")).isHidden();
    assertThat(summary).isFocused();
  }

  /** With {@code -Dpostern.test.screenshots=docs/images} they become those of the documents. */
  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void looksLikeThis(ColorScheme scheme) {
    var options = new NewContextOptions().setColorScheme(scheme).setViewportSize(1180, 560);
    Page page = signIn("demo", options);
    String suffix = "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";

    row(page, "web-1").locator("summary").click();
    shoot(page, "dashboard" + suffix);
    page.navigate("/keys");
    shoot(page, "dashboard-keys" + suffix);
    page.navigate("/containers/" + demosContainer() + "/history");
    shoot(page, "dashboard-history" + suffix);
  }

  private static List<String> pages(String container) {
    return Stream.concat(
            Stream.of(
                "/",
                "/?sort=name",
                "/ips",
                "/keys",
                "/shares",
                "/contact",
                "/resets/new?container=" + container),
            Stream.of("connect", "history", "ssh-check", "ips")
                .map(name -> "/containers/" + container + "/" + name))
        .toList();
  }

  private static void failOnScripts(Page page) {
    page.onDialog(
        dialog -> {
          throw new AssertionError("a script ran: " + dialog.message());
        });
  }

  private static boolean readableJwt(String value) {
    return value.startsWith("eyJ") && value.split("\\.", -1).length == 3;
  }

  /** Each page has tokens of its own in its forms. */
  private static String withoutTokens(String page) {
    return page.replaceAll("value=\"[^\"]*\"", "");
  }
}
