package dev.postern.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.postern.backends.ssh.SshClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a newcomer does first, from the address that {@code up} prints: by mouse alone, and by
 * keyboard alone.
 */
class DashboardStoryTest extends BrowserTest {

  private static final String DEMO = "demo@postern.test";
  private static final int FARTHEST = 200;

  /** The inputs that a newcomer uses. */
  enum Hand {
    MOUSE {
      @Override
      void press(Locator what) {
        what.click();
      }
    },
    KEYBOARD {
      @Override
      void press(Locator what) {
        what.waitFor();
        for (int tabs = 0; tabs < FARTHEST; tabs++) {
          if ((boolean) what.evaluate("e => e === document.activeElement")) {
            what.page().keyboard().press("Enter");
            return;
          }
          what.page().keyboard().press("Tab");
        }
        throw new AssertionError("the Tab key does not lead to " + what);
      }
    };

    abstract void press(Locator what);
  }

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aNewcomerResetsReadsLogsInAddsAKeyAndOpensATerminal(Hand hand) throws IOException {
    Page page = window(new NewContextOptions()).newPage();
    page.navigate("/");
    hand.press(page.locator("button[value=demo]"));
    assertThat(page.locator("h1")).hasText("Containers");

    aPasswordIsResetAndItsMailLogsIn(page, hand);
    aKeyIsMadeAndLogsIn(page, hand);
    aTerminalIsOpened(page, hand);
  }

  private static void aPasswordIsResetAndItsMailLogsIn(Page page, Hand hand) {
    int mails = InboxMail.about(DEMO, "web-1").size();
    hand.press(row(page, "web-1").locator("summary"));
    hand.press(row(page, "web-1").locator("a:has-text('Reset password')"));
    hand.press(page.locator(".card button.main"));
    assertThat(progress(page)).containsText("1 of 1");
    InboxMail mail = InboxMail.awaitNumber(mails + 1, DEMO, "web-1");

    Page inbox = page.waitForPopup(() -> hand.press(page.locator("nav a:has-text('Inbox')")));
    hand.press(inbox.locator("#mails button:has-text('web-1')").first());
    assertThat(inbox.frameLocator("#html").locator("body")).containsText(mail.password());
    assertThat(MailedLogin.with(mail).stdout()).contains("uid=0(root)");
    inbox.close();
  }

  private void aKeyIsMadeAndLogsIn(Page page, Hand hand) throws IOException {
    hand.press(page.locator("nav a[href='/keys']"));
    Download download =
        page.waitForDownload(() -> hand.press(page.locator("#generate-form button.main")));
    Path key = folder.resolve("id_ed25519");
    download.saveAs(key);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    hand.press(page.locator("#generated button.main"));
    assertThat(page.locator("tr:has-text('demo@browser')").first()).isVisible();
    try (SshClient client = SshClient.to("web-1-demo", "localhost", Postern.port(3022))) {
      assertThat(client.key(key).run("uname -n").stdout()).contains("web-1");
    }
  }

  private static void aTerminalIsOpened(Page page, Hand hand) {
    hand.press(page.locator("nav a[href='/']").nth(1));
    hand.press(row(page, "web-1").locator("summary"));
    hand.press(row(page, "web-1").locator("a:has-text('terminal')"));
    Locator screen = page.locator(".screen.shown .xterm-rows");
    assertThat(screen).containsText("web-1");
    page.keyboard().type("echo $((6*7))-here\n");
    assertThat(screen).containsText("42-here");
  }
}
