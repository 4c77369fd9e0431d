package dev.postern.notification.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportParserTest {

  private static final UUID JOB = UUID.fromString("0195605a-8e7c-7b3e-9d43-5c1f0a2b3c4d");
  private static final String VERP = "bounces+0195605a8e7c7b3e9d435c1f0a2b3c4d@postern.test";
  private static final String PLAIN = "bounces@postern.test";

  @Test
  void theReturnAddressNamesTheMail() {
    assertThat(ReportParser.parse(Dsn.postfix(VERP, "failed", "5.1.1"), null))
        .contains(new DeliveryReport(JOB, "failed", "5.1.1"));
  }

  @Test
  void theEnvelopesRecipientNamesItToo() {
    assertThat(ReportParser.parse(Dsn.postfix(PLAIN, "failed", "5.1.1"), VERP.toUpperCase()))
        .map(DeliveryReport::job)
        .contains(JOB);
  }

  @ParameterizedTest
  @ValueSource(strings = {"message/rfc822", "text/rfc822-headers", "message/rfc822-headers"})
  void theReturnedMailsIdNamesItWhereNoAddressDoes(String returned) {
    byte[] dsn = Dsn.of(PLAIN, "<" + JOB + "@postern.test>", "failed", "5.1.1", returned);

    assertThat(ReportParser.parse(dsn, null)).map(DeliveryReport::job).contains(JOB);
  }

  @ParameterizedTest
  @CsvSource({
    "5.1.1,MAILBOX_UNKNOWN",
    "5.1.10,MAILBOX_UNKNOWN",
    "5.2.1,MAILBOX_DISABLED",
    "5.2.2 (mailbox full),MAILBOX_FULL",
    "4.4.7,NOT_DELIVERED_IN_TIME",
    "5.7.26,REFUSED_BY_POLICY",
    "5.0.0,NOT_DELIVERED",
    "nonsense,NOT_DELIVERED",
  })
  void theStatusBecomesAWord(String status, String reason) {
    assertThat(ReportParser.parse(Dsn.postfix(VERP, "Failed", status), null))
        .hasValueSatisfying(
            report -> {
              assertThat(report.saysFailed()).isTrue();
              assertThat(report.reason()).isEqualTo(reason);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"delayed", "delivered", "relayed", "expanded"})
  void whatHasNotFailedIsNoBounce(String action) {
    assertThat(ReportParser.parse(Dsn.postfix(VERP, action, "4.4.1"), null))
        .hasValueSatisfying(report -> assertThat(report.saysFailed()).isFalse());
  }

  @Test
  void theServersWordsAreNotKept() {
    assertThat(ReportParser.parse(Dsn.postfix(VERP, "failed", "5.1.1"), null).toString())
        .doesNotContain("somebody", Dsn.SECRET_WORD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n",
        "no mail at all",
        "To: " + VERP + "\r\nSubject: I am on holiday\r\n\r\nBack on Monday.",
        "To: " + VERP + "\r\nContent-Type: multipart/report\r\n\r\nno boundary",
        "To: " + VERP + "\r\nContent-Type: multipart/report; boundary=x\r\n\r\n--x\r\n\r\n--x--",
        "Content-Type: multipart/report; boundary=\"\"\r\n\r\n----",
      })
  void whatIsNoReportIsNone(String mail) {
    assertThat(ReportParser.parse(mail.getBytes(StandardCharsets.UTF_8), null)).isEmpty();
  }

  @Test
  void nothingCutOrGarbledBreaksTheReader() {
    byte[] whole = Dsn.postfix(VERP, "failed", "5.1.1");
    Random random = new Random(42);

    for (int i = 0; i < 300; i++) {
      byte[] mail = Arrays.copyOf(whole, random.nextInt(whole.length));
      for (int j = 0; j < random.nextInt(8) && mail.length > 0; j++) {
        mail[random.nextInt(mail.length)] = (byte) random.nextInt();
      }
      Optional<DeliveryReport> report = ReportParser.parse(mail, null);
      report.ifPresent(found -> assertThat(found.status()).matches("[245]\\.\\d+\\.\\d+"));
    }
  }
}
