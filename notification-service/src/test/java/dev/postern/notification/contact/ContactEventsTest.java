package dev.postern.notification.contact;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.testing.Backends;
import dev.postern.backends.testing.KafkaLog;
import dev.postern.events.Event;
import dev.postern.events.EventReader;
import dev.postern.events.Topics;
import dev.postern.events.notifications.ContactChanged;
import dev.postern.events.notifications.ContactConfirmed;
import dev.postern.notification.testing.NotificationBackends;
import dev.postern.topicreader.RecordHeaders;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Who leads an account's mails elsewhere is in the log, and no address is. */
@QuarkusTest
@WithTestResource(NotificationBackends.class)
class ContactEventsTest {

  private static final Pattern LINK = Pattern.compile("/v1/contact-confirmations/\\S+");

  private final String account = "a" + UUID.randomUUID();
  private final String token = Backends.issuer().token(account);
  private final String old = unique();
  private final String wanted = unique();

  @Test
  void whoAskedForAnotherAddressIsSaidAndThatItAgreed() throws Exception {
    set(old);

    ask(wanted);
    given().post(linkIn(wanted)).then().statusCode(200);

    List<Event<?>> events = published(3);
    assertThat(events.get(0).data())
        .isEqualTo(new ContactChanged(account, null, null, digest(old), "en", null));
    assertThat(events.get(0).actor().roles()).containsExactly("platform");
    ContactChanged asked = (ContactChanged) events.get(1).data();
    assertThat(asked.previous()).isEqualTo(digest(old));
    assertThat(asked.next()).isEqualTo(digest(wanted));
    assertThat(asked.change()).isEqualTo(events.get(1).id());
    assertThat(asked.confirmBy()).isNotNull();
    assertThat(events.get(1).actor().account()).isEqualTo(account);
    assertThat(events.get(2).data())
        .isEqualTo(
            new ContactConfirmed(account, asked.change(), digest(old), digest(wanted), "en"));
    assertThat(events.get(2).causationId()).isEqualTo(events.get(1).id());
    assertThat(events.get(2).actor()).as("the link needs no sign-in").isNull();
  }

  @Test
  void aChangeThatIsTakenBackIsSaidToo() throws Exception {
    set(old);

    ask(wanted);
    ask(old);

    List<Event<?>> events = published(3);
    assertThat(events)
        .extracting(event -> ((ContactChanged) event.data()).next())
        .containsExactly(digest(old), digest(wanted), digest(old));
    assertThat(((ContactChanged) events.get(2).data()).change()).isNull();
  }

  @Test
  void theSameAddressInOtherLettersHasTheSameDigest() {
    set(old);
    set(old.toUpperCase(Locale.ROOT));

    ContactChanged again = (ContactChanged) published(2).get(1).data();
    assertThat(again.next()).isEqualTo(again.previous());
  }

  @Test
  void noEventHasAnAddressOrAPlainDigestOfOne() throws Exception {
    set(old);
    ask(wanted);
    published(2);

    for (String email : List.of(old, wanted)) {
      assertThat(KafkaLog.readAll(Backends.kafkaBootstrap(), Topics.NOTIFICATIONS))
          .noneMatch(record -> String.valueOf(record.value()).contains(email))
          .noneMatch(record -> String.valueOf(record.value()).contains(sha256(email)));
    }
  }

  private void set(String email) {
    as(Backends.issuer().token("platform"))
        .body("{\"email\":\"" + email + "\"}")
        .put("/v1/accounts/" + account + "/contact")
        .then()
        .statusCode(200);
  }

  private void ask(String email) {
    as(token).body("{\"email\":\"" + email + "\"}").put("/v1/contact").then().statusCode(200);
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  private List<Event<?>> published(int count) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(this::published, events -> events.size() == count);
  }

  private List<Event<?>> published() {
    return KafkaLog.readAll(Backends.kafkaBootstrap(), Topics.NOTIFICATIONS).stream()
        .filter(record -> account.equals(record.key()))
        .<Event<?>>map(
            record ->
                EventReader.read(
                        name -> RecordHeaders.text(record.headers(), name),
                        record.key(),
                        record.value())
                    .orElseThrow())
        .toList();
  }

  private static String linkIn(String inbox) {
    await().until(() -> Backends.inbox().messages(inbox).size() == 1);
    Matcher link = LINK.matcher(Backends.inbox().messages(inbox).get(0).text());
    assertThat(link.find()).isTrue();
    return link.group();
  }

  private static String digest(String email) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(NotificationBackends.DIGEST_KEY.getBytes(UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(email.getBytes(UTF_8)));
  }

  private static String sha256(String email) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(email.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String unique() {
    return UUID.randomUUID() + "@postern.test";
  }
}
