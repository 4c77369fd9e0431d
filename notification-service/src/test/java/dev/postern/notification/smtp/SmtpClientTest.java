package dev.postern.notification.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.notification.smtp.ScriptedMailServer.Misdeed;
import dev.postern.notification.testing.OpenFence;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

class SmtpClientTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final Duration SOON = Duration.ofMillis(400);
  private static final Duration LATE = Duration.ofSeconds(30);

  /** So that what the server says meanwhile has arrived. */
  private static final Supplier<Uni<Void>> AFTER_A_WHILE =
      () -> Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(300));

  private static final List<SmtpStep> STEPS_OF_A_SERVER =
      Stream.of(SmtpStep.values())
          .filter(step -> step != SmtpStep.CONNECT && step != SmtpStep.QUIT)
          .toList();

  @AfterAll
  static void stop() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @ParameterizedTest
  @EnumSource(
      value = SmtpStep.class,
      names = {"CONNECT", "CONTENT", "DOT", "QUIT"},
      mode = Mode.EXCLUDE)
  void aMailThatWasGivenUpDoesNotLeaveLater(SmtpStep step) throws Exception {
    try (var server = ScriptedMailServer.bad(step, Misdeed.SILENCE)) {
      SmtpClient client = clientOf(server);

      var failure = failureOf(client.send(mail("first"), new OpenFence(SOON)));
      client.send(mail("second"), new OpenFence()).await().atMost(LATE);
      server.wakeUp();

      assertThat(failure).isInstanceOf(SmtpBrokenException.class);
      assertThat(((SmtpBrokenException) failure).isSilence()).isTrue();
      assertThat(failure.step()).isLessThanOrEqualTo(step);
      assertThat(server.firstEnded().await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(server.mails())
          .singleElement()
          .satisfies(mail -> assertThat(mail).contains("Subject: second"));
    }
  }

  @Test
  void aMailThatWaitsForTlsInVainDoesNotLeaveLater() throws Exception {
    try (var server = ScriptedMailServer.bad(SmtpStep.TLS, Misdeed.SHAKE_NO_HANDS)) {
      SmtpException failure = failureOf(clientOf(server).send(mail("first"), new OpenFence(SOON)));
      server.wakeUp();

      assertThat(failure.step()).isEqualTo(SmtpStep.TLS);
      assertThat(server.firstEnded().await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(server.mails()).isEmpty();
    }
  }

  /** More than fits into the operating systems' buffers: the rest waits here, and is forgotten. */
  @Test
  void aMailThatTheServerStopsReadingDoesNotLeaveLater() throws Exception {
    try (var server = ScriptedMailServer.bad(SmtpStep.CONTENT, Misdeed.SILENCE)) {
      SmtpClient client = clientOf(server);
      MailMessage large = mail("first").setText("many words\n".repeat(3_000_000));

      SmtpException failure = failureOf(client.send(large, new OpenFence(Duration.ofSeconds(3))));
      server.wakeUp();

      assertThat(failure.step()).isEqualTo(SmtpStep.CONTENT);
      assertThat(server.firstEnded().await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(server.mails()).isEmpty();
    }
  }

  /** Also where it stopped reading a moment before: the dot is in its buffers. */
  @ParameterizedTest
  @EnumSource(
      value = SmtpStep.class,
      names = {"CONTENT", "DOT"})
  void silenceAfterTheDotMayHideAnAcceptance(SmtpStep step) {
    try (var server = ScriptedMailServer.bad(step, Misdeed.SILENCE)) {
      SmtpException failure =
          failureOf(clientOf(server).send(mail("first"), new OpenFence(Duration.ofSeconds(3))));

      assertThat(failure.step()).isEqualTo(SmtpStep.DOT);
      assertThat(failure).isInstanceOf(SmtpBrokenException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("breaks")
  void aBrokenConnectionIsAFailureAtOnce(SmtpStep step, Misdeed misdeed) {
    try (var server = ScriptedMailServer.bad(step, misdeed)) {
      long start = System.nanoTime();

      SmtpException failure = failureOf(clientOf(server).send(mail("first"), fence(AFTER_A_WHILE)));

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      assertThat(failure).isInstanceOf(SmtpBrokenException.class);
      assertThat(((SmtpBrokenException) failure).isSilence()).isFalse();
      assertThat(failure.step() == SmtpStep.DOT).isEqualTo(step == SmtpStep.DOT);
      assertThat(server.mails()).hasSize(step == SmtpStep.DOT ? 1 : 0);
    }
  }

  static Stream<Arguments> breaks() {
    return STEPS_OF_A_SERVER.stream()
        .flatMap(
            step ->
                Stream.of(
                        Misdeed.HANG_UP,
                        Misdeed.RESET,
                        Misdeed.SPEAK_HTTP,
                        Misdeed.SAY_A_STRANGE_CODE,
                        Misdeed.LINE_WITHOUT_END,
                        Misdeed.REPLY_WITHOUT_END)
                    .map(misdeed -> Arguments.of(step, misdeed)));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusalIsOneWhereverItComes(SmtpStep step, Misdeed misdeed, int code) throws Exception {
    try (var server = ScriptedMailServer.bad(step, misdeed)) {
      SmtpException failure = failureOf(clientOf(server).send(mail("first"), new OpenFence(LATE)));

      assertThat(failure).isInstanceOf(SmtpRefusedException.class);
      assertThat(((SmtpRefusedException) failure).reply().code()).isEqualTo(code);
      assertThat(failure.step()).isEqualTo(step);
      assertThat(server.firstEnded().await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(server.mails()).hasSize(step == SmtpStep.DOT ? 1 : 0);
    }
  }

  /** A server that says no to EHLO is asked with HELO; in the middle of the content it cannot. */
  static Stream<Arguments> refusals() {
    return STEPS_OF_A_SERVER.stream()
        .filter(step -> step != SmtpStep.CONTENT)
        .flatMap(
            step ->
                Stream.of(
                    Arguments.of(step, Misdeed.ASK_TO_WAIT, 421),
                    Arguments.of(step, Misdeed.REFUSE, 554)))
        .filter(one -> one.get()[0] != SmtpStep.HELLO || one.get()[1] != Misdeed.REFUSE);
  }

  @Test
  void aServerThatDoesNotListenIsAFailureAtOnce() {
    ScriptedMailServer server = ScriptedMailServer.good();
    server.close();

    SmtpException failure = failureOf(clientOf(server).send(mail("first"), new OpenFence(LATE)));

    assertThat(failure.step()).isEqualTo(SmtpStep.CONNECT);
  }

  @Test
  void aMailThatTheFenceHoldsBackDoesNotLeave() throws Exception {
    try (var server = ScriptedMailServer.good()) {
      SmtpClient client = clientOf(server);
      SmtpFence closed =
          fence(() -> Uni.createFrom().failure(new IllegalStateException("a newer password")));

      assertThatThrownBy(() -> client.send(mail("first"), closed).await().atMost(LATE))
          .hasMessage("a newer password");

      assertThat(server.firstEnded().await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(server.mails()).isEmpty();
    }
  }

  @Test
  void aFenceThatDoesNotAnswerIsNoConsent() throws Exception {
    try (var server = ScriptedMailServer.good()) {
      SmtpFence silent =
          new SmtpFence() {
            @Override
            public Duration timeLeft() {
              return SOON;
            }

            @Override
            public Uni<Void> beforeTheDot() {
              return Uni.createFrom().nothing();
            }
          };

      SmtpException failure = failureOf(clientOf(server).send(mail("first"), silent));

      assertThat(failure.step()).isEqualTo(SmtpStep.CONTENT);
      assertThat(server.firstEnded().await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(server.mails()).isEmpty();
    }
  }

  @Test
  void aMailThatItsCallerLeavesDoesNotLeave() throws Exception {
    try (var server = ScriptedMailServer.good()) {
      CompletableFuture<Void> asked = new CompletableFuture<>();
      SmtpFence waiting = waiting(asked);
      Cancellable sending =
          clientOf(server).send(mail("first"), waiting).subscribe().with(sent -> {});
      asked.get(10, TimeUnit.SECONDS);

      sending.cancel();

      assertThat(server.firstEnded().await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(server.mails()).isEmpty();
    }
  }

  @Test
  void aMailThatIsUnderWayWhenTheServiceStopsDoesNotLeave() throws Exception {
    try (var server = ScriptedMailServer.good()) {
      CompletableFuture<Void> asked = new CompletableFuture<>();
      SmtpFence waiting = waiting(asked);
      SmtpClient client = clientOf(server);
      client.send(mail("first"), waiting).subscribe().with(sent -> {}, failure -> {});
      asked.get(10, TimeUnit.SECONDS);

      client.close();

      assertThat(server.firstEnded().await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(server.mails()).isEmpty();
    }
  }

  @Test
  void aConnectionServesOneMailAfterAnother() {
    try (var server = ScriptedMailServer.good()) {
      SmtpClient client = clientOf(server);

      client.send(mail("first"), new OpenFence()).await().atMost(LATE);
      client.send(mail("second"), new OpenFence()).await().atMost(LATE);

      assertThat(server.mails()).hasSize(2);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(LastWord.class)
  void aServerThatHangsUpOnAConnectionWithoutWorkCostsNoMail(LastWord lastWord) {
    try (var server = ScriptedMailServer.good()) {
      SmtpClient client = clientOf(server);
      client.send(mail("first"), new OpenFence()).await().atMost(LATE);

      server.hangUp(lastWord.text);
      client.send(mail("second"), new OpenFence()).await().atMost(LATE);

      assertThat(server.mails()).hasSize(2);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  enum LastWord {
    NONE(""),
    TIMEOUT("421 4.4.2 idle for too long\r\n");

    private final String text;

    LastWord(String text) {
      this.text = text;
    }
  }

  @Test
  void aMailIsOnTheWireAsTheMailClientOfVertxWritesIt() {
    MailMessage message =
        mail("Neues root-Passwort für den Container mit dem langen Namen, für den Umlaute zählen")
            .setText("Hello\n.\n..two dots\nü\n\nend\n")
            .setHtml("<p>Hello</p>\n<p>.</p>\n")
            .addHeader("Message-ID", "<id@postern.test>");
    try (var server = ScriptedMailServer.good()) {
      MailConfig config = configOf(server);

      MailClient.create(VERTX, config)
          .sendMail(message)
          .toCompletionStage()
          .toCompletableFuture()
          .join();
      new SmtpClient(VERTX, config).send(message, new OpenFence()).await().atMost(LATE);

      List<String> mails = server.mails().stream().map(SmtpClientTest::withoutWhatDiffers).toList();
      assertThat(mails).hasSize(2);
      assertThat(mails.get(1)).isEqualTo(mails.get(0));
    }
  }

  private static String withoutWhatDiffers(String mail) {
    Matcher boundary = Pattern.compile("boundary=\"([^\"]+)\"").matcher(mail);
    String alike = boundary.find() ? mail.replace(boundary.group(1), "boundary") : mail;
    return alike.replaceAll("Date: .*", "Date:");
  }

  /** The figure that docs/internals/mail-delivery.md names. */
  @Test
  void theDotFollowsTheFencesAnswerAtOnce() {
    List<Long> answers = new CopyOnWriteArrayList<>();
    SmtpFence fence =
        fence(() -> Uni.createFrom().voidItem().invoke(() -> answers.add(System.nanoTime())));
    try (var server = ScriptedMailServer.good()) {
      SmtpClient client = clientOf(server);
      for (int i = 0; i < 300; i++) {
        client.send(mail("mail " + i), fence).await().atMost(LATE);
      }

      List<Long> micros = new ArrayList<>();
      for (int i = 100; i < answers.size(); i++) {
        micros.add((server.dots().get(i) - answers.get(i)) / 1_000);
      }
      micros.sort(null);
      System.out.printf(
          "From the fence's answer to the server's receipt of the dot: p50 %d µs, p99 %d µs%n",
          micros.get(micros.size() / 2), micros.get(micros.size() * 99 / 100));
      assertThat(micros.get(micros.size() / 2)).isLessThan(100_000);
    }
  }

  /** Says when it was asked, and never answers. */
  private static SmtpFence waiting(CompletableFuture<Void> asked) {
    return fence(
        () -> {
          asked.complete(null);
          return Uni.createFrom().nothing();
        });
  }

  private static SmtpFence fence(Supplier<Uni<Void>> answer) {
    return new SmtpFence() {
      @Override
      public Duration timeLeft() {
        return LATE;
      }

      @Override
      public Uni<Void> beforeTheDot() {
        return answer.get();
      }
    };
  }

  private static SmtpException failureOf(Uni<Void> sending) {
    return catchThrowableOfType(SmtpException.class, () -> sending.await().atMost(LATE));
  }

  private static SmtpClient clientOf(ScriptedMailServer server) {
    return new SmtpClient(VERTX, configOf(server));
  }

  private static MailConfig configOf(ScriptedMailServer server) {
    MailConfig config =
        new MailConfig("127.0.0.1", server.port(), StartTLSOptions.OPTIONAL, LoginOption.NONE);
    config.setUsername("postern").setPassword("secret").setOwnHostname("postern.test");
    return SmtpOptions.verifying(config);
  }

  private static MailMessage mail(String subject) {
    return new MailMessage("Postern <postern@postern.test>", "demo@postern.test", subject, "Hello");
  }
}
