package dev.postern.notification.contact;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.postern.backends.mail.ReceivedMail;
import dev.postern.backends.testing.Backends;
import dev.postern.notification.testing.Database;
import dev.postern.notification.testing.NotificationBackends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(NotificationBackends.class)
class ContactTest {

  private static final Pattern LINK = Pattern.compile("/v1/contact-confirmations/\\S+");

  @BeforeEach
  void forget() {
    Database.execute("DELETE FROM contact_change");
    Database.execute("DELETE FROM contact WHERE account IN ('demo', 'friend')");
    Database.execute("DELETE FROM mail_job WHERE account IN ('demo', 'friend')");
  }

  @Test
  void theAddressThatThePlatformSetCounts() {
    as("platform")
        .body(body("demo@postern.test"))
        .put("/v1/accounts/demo/contact")
        .then()
        .statusCode(200);

    as("demo")
        .get("/v1/contact")
        .then()
        .statusCode(200)
        .body("email", equalTo("demo@postern.test"));
  }

  @Test
  void aNewAddressCountsOnceItIsConfirmed() {
    String old = unique();
    String wanted = unique();
    as("platform").body(body(old)).put("/v1/accounts/demo/contact").then().statusCode(200);

    as("demo")
        .body(body(wanted))
        .put("/v1/contact")
        .then()
        .statusCode(200)
        .body("email", equalTo(old))
        .body("pendingEmail", equalTo(wanted));

    String link = linkIn(onlyMail(wanted));
    assertThat(onlyMail(old).text()).contains("another address");
    given().get(link).then().statusCode(200);
    as("demo").get("/v1/contact").then().body("email", equalTo(old));
    given().post(link).then().statusCode(200);
    as("demo")
        .get("/v1/contact")
        .then()
        .body("email", equalTo(wanted))
        .body(
            "maskedEmail", equalTo(wanted.charAt(0) + "…" + wanted.substring(wanted.indexOf('@'))))
        .body("pendingEmail", nullValue());
    given().post(link).then().statusCode(404);
  }

  @Test
  void aLaterChangeMakesTheEarlierLinkWorthless() {
    String first = unique();
    as("demo").body(body(first)).put("/v1/contact").then().statusCode(200);
    String link = linkIn(onlyMail(first));

    as("demo").body(body(unique())).put("/v1/contact").then().statusCode(200);

    given().post(link).then().statusCode(404);
  }

  @Test
  void aButtonThatIsPressedTwiceSendsOneMailAndAnotherAddressItsOwn() {
    String wanted = unique();
    as("demo").body(body(wanted)).put("/v1/contact").then().statusCode(200);

    as("demo")
        .body(body(wanted))
        .put("/v1/contact")
        .then()
        .statusCode(200)
        .body("pendingEmail", equalTo(wanted));

    assertThat(confirmations()).hasSize(1);
    as("demo").body(body(unique())).put("/v1/contact").then().statusCode(200);
    assertThat(confirmations()).hasSize(2);
  }

  private static List<String> confirmations() {
    return Database.column(
        "SELECT id FROM mail_job WHERE account = 'demo' AND kind = 'ADDRESS_CONFIRMATION'");
  }

  @Test
  void theTokenIsNotInTheDatabase() {
    String wanted = unique();
    as("demo").body(body(wanted)).put("/v1/contact").then().statusCode(200);

    String token = linkIn(onlyMail(wanted)).replaceAll(".*/", "");

    assertThat(Database.dump()).contains(wanted).doesNotContain(token);
  }

  @Test
  void aFloodOfChangesIsRefused() {
    for (int i = 0; i < 5; i++) {
      as("friend").body(body(unique())).put("/v1/contact").then().statusCode(200);
    }

    as("friend").body(body(unique())).put("/v1/contact").then().statusCode(429);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"email\":null}",
        "{\"email\":\"nobody\"}",
        "{\"email\":\"a@b.test\\r\\nBcc: c@d.test\"}",
        "{\"email\":\"a@b.test\",\"locale\":\"de\\n\"}",
        "{\"email\":\"a@b.test\",\"locale\":\"../../etc\"}",
        "{\"email\":\"a@b.test\",\"extra\":1}",
        "{\"email\":{\"a\":1}}",
        "{\"email\":[\"a@b.test\"]}",
        "[]",
        "null",
        "",
        "{not json"
      })
  void badBodiesAreBadRequests(String body) {
    as("demo")
        .body(body)
        .put("/v1/contact")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
    assertThat(Database.column("SELECT account FROM contact_change")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "demo, PUT, /v1/accounts/demo/contact, 403",
    "operator, PUT, /v1/accounts/demo/contact, 403",
    "platform, PUT, /v1/accounts/No%20name/contact, 400",
    "platform, PUT, /v1/contact, 403",
    "demo, POST, /v1/contact, 405"
  })
  void whoMayNotIsRefused(String account, String method, String path, int status) {
    as(account)
        .urlEncodingEnabled(false)
        .body(body("demo@postern.test"))
        .request(method, path)
        .then()
        .statusCode(status);
  }

  @Test
  void nobodyIsRefused() {
    given().get("/v1/contact").then().statusCode(401);
    given().get("/v1/notifications").then().statusCode(401);
    given().auth().oauth2("not.a.token").get("/v1/contact").then().statusCode(401);
  }

  private static RequestSpecification as(String account) {
    return given().auth().oauth2(Backends.issuer().token(account)).contentType(ContentType.JSON);
  }

  private static String body(String email) {
    return "{\"email\":\"" + email + "\"}";
  }

  private static String unique() {
    return UUID.randomUUID() + "@postern.test";
  }

  private static ReceivedMail onlyMail(String to) {
    await().untilAsserted(() -> assertThat(Backends.inbox().messages(to)).hasSize(1));
    return Backends.inbox().messages(to).get(0);
  }

  private static String linkIn(ReceivedMail mail) {
    Matcher link = LINK.matcher(mail.text());
    assertThat(link.find()).isTrue();
    return link.group();
  }
}
