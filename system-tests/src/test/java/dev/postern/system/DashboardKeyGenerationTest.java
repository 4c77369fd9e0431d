package dev.postern.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.postern.backends.ssh.SshClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that the browser makes, and lists of keys, on the page of SSH keys. */
class DashboardKeyGenerationTest extends BrowserTest {

  private static final int SEED = 32;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "correct horse"})
  void aKeyMadeInTheBrowserLogsInAndNoRequestCarriesItsPrivateHalf(String passphrase)
      throws IOException {
    // Given
    Page page = signIn("demo");
    page.navigate("/keys");
    List<byte[]> sent = new ArrayList<>();
    List<String> addresses = new ArrayList<>();
    page.onRequest(
        request -> {
          addresses.add(request.url());
          if (request.postDataBuffer() != null) {
            sent.add(request.postDataBuffer());
          }
        });

    // When
    page.locator("#new-title").fill("made here");
    page.locator("#passphrase").fill(passphrase);
    page.locator("#passphrase-again").fill(passphrase);
    Download download =
        page.waitForDownload(() -> page.locator("#generate-form button.main").click());
    Path file = folder.resolve("id_ed25519");
    download.saveAs(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    String fingerprint = page.locator("#new-fingerprint").textContent();
    page.locator("#generated button.main").click();

    // Then
    assertThat(download.suggestedFilename()).isEqualTo("id_ed25519");
    Locator row = page.locator("tr:has-text('made here')");
    assertThat(row).containsText(fingerprint);
    assertThat(loggedIn(file, passphrase)).contains("web-1");
    assertThat(sent).isNotEmpty();
    for (String secret : secrets(file, passphrase)) {
      assertThat(addresses).noneMatch(address -> address.contains(secret));
      assertThat(sent).noneMatch(body -> holds(body, secret));
    }
    row.locator("a").click();
    page.locator(".card button").click();
    assertThat(page.locator("h1")).hasText("SSH keys");
  }

  private static String loggedIn(Path key, String passphrase) {
    try (SshClient client = SshClient.to("web-1-demo", "localhost", Postern.port(3022))) {
      SshClient.Result result =
          (passphrase.isEmpty() ? client.key(key) : client.key(key, passphrase)).run("uname -n");
      assertThat(result.stderr()).isEmpty();
      return result.stdout();
    }
  }

  /** The private half as its file has it, and as other formats would. */
  private List<String> secrets(Path file, String passphrase) throws IOException {
    byte[] seed = seed(withoutPassphrase(file, passphrase));
    List<String> secrets = new ArrayList<>(Files.readAllLines(file));
    secrets.removeIf(line -> line.startsWith("-----") || line.length() < SEED);
    secrets.add(HexFormat.of().formatHex(seed));
    secrets.add(Base64.getEncoder().encodeToString(seed).substring(0, 42));
    secrets.add(new String(seed, ISO_8859_1));
    return secrets;
  }

  private Path withoutPassphrase(Path file, String passphrase) throws IOException {
    Path plain = Files.copy(file, folder.resolve("plain"), StandardCopyOption.COPY_ATTRIBUTES);
    var keygen =
        new ProcessBuilder("ssh-keygen", "-p", "-P", passphrase, "-N", "", "-f", plain.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(keygen.inputReader().lines().toList())
        .contains("Your identification has been saved with the new passphrase.");
    return plain;
  }

  /** Of an unprotected key: what stands before the second copy of the public half. */
  private static byte[] seed(Path plain) throws IOException {
    String text = Files.readString(plain).replaceAll("-----.*-----|\\s", "");
    byte[] all = Base64.getDecoder().decode(text);
    String raw = new String(all, ISO_8859_1);
    int second = raw.lastIndexOf("\0\0\0\u0040");
    return Arrays.copyOfRange(all, second + 4, second + 4 + SEED);
  }

  private static boolean holds(byte[] body, String secret) {
    return new String(body, ISO_8859_1).contains(secret);
  }

  @Test
  void passphrasesThatDifferMakeNoKey() {
    Page page = signIn("demo");
    page.navigate("/keys");

    page.locator("#passphrase").fill("one");
    page.locator("#passphrase-again").fill("two");
    page.locator("#generate-form button.main").click();

    assertThat(page.locator("#passphrase-problem")).containsText("differ");
    assertThat(page.locator("#generated")).isHidden();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aListOfKeysIsAddedLineByLineAndEachRefusalSaysWhy(boolean javaScript) {
    // Given
    Page page = signIn("demo", new NewContextOptions().setJavaScriptEnabled(javaScript));
    page.navigate("/keys");
    String known = NewPublicKeys.ed25519("list one");
    String list =
        "# keys of a colleague\n" + known + "\n\nssh-dss AAAAB3NzaC1kc3M=\n" + known + "\n";

    // When
    page.locator("#key").fill(list);
    page.locator("section.form button").click();

    // Then
    Locator results = page.locator(".results li");
    assertThat(results).hasCount(3);
    assertThat(results.nth(0)).containsText("list one added");
    assertThat(results.nth(1)).containsText("DSA");
    assertThat(results.nth(2)).containsText("You have this key already");
    page.locator("tr:has-text('list one') a").click();
    page.locator(".card button").click();
    assertThat(page.locator("h1")).hasText("SSH keys");
  }

  @Test
  void droppedFilesFillTheField() {
    Page page = signIn("demo");
    page.navigate("/keys");

    page.evaluate(
        """
        () => {
          const data = new DataTransfer();
          data.items.add(new File(["ssh-ed25519 AAAA one\\n"], "one.pub"));
          data.items.add(new File(["ssh-ed25519 BBBB two\\n"], "two.pub"));
          const event = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
          document.querySelector("[data-drop]").dispatchEvent(event);
        }
        """);

    assertThat(page.locator("#key")).hasValue("ssh-ed25519 AAAA one\nssh-ed25519 BBBB two");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aGeneratedKeyCanBeReadByEverybody(boolean dark) {
    Page page =
        signIn(
            "demo",
            new NewContextOptions().setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT));
    page.navigate("/keys");
    page.waitForDownload(() -> page.locator("#generate-form button.main").click());

    assertReadable(page, "/keys");
  }
}
