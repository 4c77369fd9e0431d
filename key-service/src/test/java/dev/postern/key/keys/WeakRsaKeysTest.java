package dev.postern.key.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;

import dev.postern.backends.testing.Backends;
import dev.postern.key.testing.RsaLines;
import dev.postern.key.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An RSA key that somebody else could break gets an answer that says so and what to do. */
@QuarkusTest
@WithTestResource(Backends.class)
class WeakRsaKeysTest {

  static List<Arguments> weakKeys() {
    return List.of(
        Arguments.of("at least 3072 are needed", RsaLines.ofBits(2048)),
        Arguments.of("small factor", RsaLines.withSmallFactor()),
        Arguments.of("so close", RsaLines.withCloseFactors()),
        Arguments.of("ROCA", RsaLines.ofInfineon()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("weakKeys")
  void aWeakKeyIsRefusedWithWhatToDo(String finding, String line) {
    Tenant owner = Tenant.unique();

    Response refused = owner.add(line);

    refused
        .then()
        .statusCode(400)
        .body("errors[0].detail", containsString(finding))
        .body("errors[0].detail", containsString("ssh-keygen -t ed25519"));
    assertThat(refused.asString()).doesNotContain(line.substring(40, 80));
    owner.list().then().body("items", hasSize(0));
  }

  @Test
  void aKeyOfTheSmallestSizeIsAccepted() {
    Tenant.unique().add(RsaLines.ofBits(3072)).then().statusCode(201);
  }
}
