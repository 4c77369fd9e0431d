package dev.postern.notification.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.notification.testing.OpenFence;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.net.PfxOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmtpTlsTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final String PASSWORD = "changeit";

  @TempDir static Path folder;
  private static Path store;

  @BeforeAll
  static void makeCertificate() throws Exception {
    store = folder.resolve("server.p12");
    int result =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start()
            .waitFor();
    assertThat(result).as(() -> read(folder.resolve("keytool.log"))).isZero();
  }

  @AfterAll
  static void stop() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aMailGoesThroughTlsWithTheSignInThatIsOfferedThere() throws Exception {
    try (var server = ScriptedMailServer.good(tls())) {
      MailConfig config = config(server, StartTLSOptions.REQUIRED, LoginOption.REQUIRED);
      config.setAuthMethods("PLAIN").setTrustOptions(trusting());

      send(config).await().atMost(Duration.ofSeconds(20));

      assertThat(server.mails()).hasSize(1);
      assertThat(server.signIns()).containsExactly("AUTH PLAIN " + base64("\0postern\0secret"));
    }
  }

  @Test
  void aMailGoesThroughTlsFromTheStart() throws Exception {
    try (var server = ScriptedMailServer.encrypted(tls())) {
      MailConfig config = config(server, StartTLSOptions.DISABLED, LoginOption.REQUIRED);
      config.setSsl(true).setTrustOptions(trusting());

      send(config).await().atMost(Duration.ofSeconds(20));

      assertThat(server.mails()).hasSize(1);
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForGetsNoMail() throws Exception {
    try (var server = ScriptedMailServer.good(tls())) {
      SmtpException failure = failureOf(config(server, StartTLSOptions.REQUIRED, LoginOption.NONE));

      assertThat(failure).isInstanceOf(SmtpBrokenException.class);
      assertThat(failure.step()).isEqualTo(SmtpStep.TLS);
      assertThat(server.mails()).isEmpty();
    }
  }

  @Test
  void aCertificateForAnotherNameGetsNoMail() throws Exception {
    try (var server = ScriptedMailServer.good(tls())) {
      MailConfig config = config(server, StartTLSOptions.REQUIRED, LoginOption.NONE);
      config.setHostname("127.0.0.1").setTrustOptions(trusting());

      assertThat(failureOf(config).step()).isEqualTo(SmtpStep.TLS);
      assertThat(server.mails()).isEmpty();
    }
  }

  @Test
  void everyCertificateCountsWhereTheSettingsSaySo() throws Exception {
    try (var server = ScriptedMailServer.good(tls())) {
      MailConfig config = config(server, StartTLSOptions.REQUIRED, LoginOption.NONE);
      config.setHostname("127.0.0.1").setTrustAll(true);

      send(config).await().atMost(Duration.ofSeconds(20));

      assertThat(server.mails()).hasSize(1);
    }
  }

  @Test
  void aServerWithoutTlsGetsNoMailWhereTlsIsRequired() {
    try (var server = ScriptedMailServer.good()) {
      SmtpException failure = failureOf(config(server, StartTLSOptions.REQUIRED, LoginOption.NONE));

      assertThat(failure)
          .isInstanceOf(SmtpUnfitException.class)
          .hasMessage("MAIL_SERVER_WITHOUT_TLS");
      assertThat(server.mails()).isEmpty();
    }
  }

  @Test
  void aServerWithoutASignInOfOursGetsNoMailWhereItIsRequired() {
    try (var server = ScriptedMailServer.good()) {
      MailConfig config = config(server, StartTLSOptions.OPTIONAL, LoginOption.REQUIRED);
      config.setAuthMethods("CRAM-MD5");

      assertThat(failureOf(config)).hasMessage("MAIL_SERVER_WITHOUT_SIGN_IN");
      assertThat(server.mails()).isEmpty();
    }
  }

  private static Uni<Void> send(MailConfig config) {
    MailMessage mail =
        new MailMessage("postern@postern.test", "demo@postern.test", "Subject", "Hello");
    return new SmtpClient(VERTX, SmtpOptions.verifying(config)).send(mail, new OpenFence());
  }

  private static SmtpException failureOf(MailConfig config) {
    return catchThrowableOfType(
        SmtpException.class, () -> send(config).await().atMost(Duration.ofSeconds(20)));
  }

  private static MailConfig config(
      ScriptedMailServer server, StartTLSOptions tls, LoginOption login) {
    return new MailConfig("localhost", server.port(), tls, login)
        .setUsername("postern")
        .setPassword("secret")
        .setOwnHostname("postern.test");
  }

  private static PfxOptions trusting() {
    return new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
  }

  private static SSLContext tls() throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
