package dev.postern.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.problem.Problem;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {

  @Test
  void aUserReadsAndChangesTheirOwnAccountOnly() {
    Caller demo = caller("demo", Roles.USER);

    assertThat(demo.account()).isEqualTo("demo");
    assertThat(demo.reading()).isEqualTo(Scope.only("demo"));
    assertThat(demo.changing()).isEqualTo(Scope.only("demo"));
    assertThatThrownBy(() -> demo.reading("friend")).isInstanceOf(Problem.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {Roles.OPERATOR, Roles.AUDITOR})
  void operatorsAndAuditorsReadEveryAccountAndChangeNoOthers(String role) {
    Caller reader = caller("staff", role);

    assertThat(reader.reading()).isEqualTo(Scope.everyAccount());
    assertThat(reader.reading("demo")).isEqualTo(Scope.only("demo"));
    assertThat(reader.changing()).isEqualTo(Scope.only("staff"));
  }

  @Test
  void thePlatformReadsAndChangesEveryAccountAndNeedsNone() {
    Caller platform = caller(null, Roles.PLATFORM);

    assertThat(platform.reading()).isEqualTo(Scope.everyAccount());
    assertThat(platform.changing()).isEqualTo(Scope.everyAccount());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "Demo", "a/b", "-a", "a\n"})
  void aTokenWithoutAnAccountIsRefused(String account) {
    assertThatThrownBy(() -> caller(account, Roles.USER).account()).isInstanceOf(Problem.class);
  }

  static Stream<Object> claimsThatAreNoText() {
    return Stream.of(5, 1.5, true, List.of("demo"), Map.of("demo", "demo"));
  }

  @ParameterizedTest
  @MethodSource("claimsThatAreNoText")
  void aClaimOfAnotherTypeIsNoAccountAndNoService(Object claim) {
    JwtClaims claims = new JwtClaims();
    claims.setClaim("account", claim);
    claims.setClaim("azp", claim);

    assertThatThrownBy(() -> callerOf(claims, Roles.USER).account()).isInstanceOf(Problem.class);
    assertThat(callerOf(claims, Roles.SERVICE).service()).isEmpty();
  }

  @Test
  void onlyAServiceHasAServicesName() {
    assertThat(caller("demo", Roles.USER).service()).isEmpty();
    assertThat(caller(null, Roles.SERVICE).service()).hasValue("client");
  }

  private static Caller caller(String account, String role) {
    JwtClaims claims = new JwtClaims();
    claims.setClaim("azp", "client");
    if (account != null) {
      claims.setClaim("account", account);
    }
    return callerOf(claims, role);
  }

  private static Caller callerOf(JwtClaims claims, String role) {
    var token = new DefaultJWTCallerPrincipal(claims);
    return new Caller(
        token, QuarkusSecurityIdentity.builder().setPrincipal(token).addRole(role).build());
  }
}
