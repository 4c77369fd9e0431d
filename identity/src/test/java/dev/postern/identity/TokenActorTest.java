package dev.postern.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.events.Actor;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenActorTest {

  @Test
  void isWhatTheTokenSaysInOpaqueIds() {
    assertThat(actor("248289761001", "dashboard", "demo", "user", "operator", "of-another-system"))
        .contains(
            new Actor("248289761001", "demo", "dashboard", List.of(Roles.OPERATOR, Roles.USER)));
  }

  @Test
  void hasNoAccountAndNoClientWhereTheTokenNamesNone() {
    assertThat(actor("s1", null, null, "platform"))
        .contains(new Actor("s1", null, null, List.of(Roles.PLATFORM)));
    assertThat(actor("s1", null, "No Account", "platform"))
        .contains(new Actor("s1", null, null, List.of(Roles.PLATFORM)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jane.doe@example.org", "Jane Doe", "J\u00f8rgen", "a\nb", "a\u0000b"})
  void aSubjectThatIsNoOpaqueIdIsReplacedByTheSamePseudonymEachTime(String subject) {
    String first = actor(subject, null, null).orElseThrow().subject();

    assertThat(first).matches("sha256-[0-9a-f]{32}");
    assertThat(actor(subject, "cli", "demo").orElseThrow().subject()).isEqualTo(first);
    assertThat(actor(subject + "x", null, null).orElseThrow().subject()).isNotEqualTo(first);
  }

  @Test
  void aClientThatIsNoOpaqueIdIsLeftOut() {
    assertThat(actor("s1", "jane.doe@example.org", null).orElseThrow().client()).isNull();
    assertThat(actor("s1", "x".repeat(256), null).orElseThrow().client()).isNull();
  }

  @Test
  void isNobodyWithoutAToken() {
    assertThat(TokenActor.of(QuarkusSecurityIdentity.builder().setAnonymous(true).build()))
        .isEmpty();
    assertThat(
            TokenActor.of(
                QuarkusSecurityIdentity.builder()
                    .setPrincipal(new QuarkusPrincipal("demo"))
                    .build()))
        .isEmpty();
    assertThat(actor(null, "cli", "demo")).isEmpty();
  }

  private static Optional<Actor> actor(
      String subject, String client, String account, String... roles) {
    JwtClaims claims = new JwtClaims();
    if (subject != null) {
      claims.setSubject(subject);
    }
    if (client != null) {
      claims.setClaim("azp", client);
    }
    if (account != null) {
      claims.setClaim("account", account);
    }
    return TokenActor.of(
        QuarkusSecurityIdentity.builder()
            .setPrincipal(new DefaultJWTCallerPrincipal(claims))
            .addRoles(Set.of(roles))
            .build());
  }
}
