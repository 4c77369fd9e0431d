package dev.postern.gateway.server;

import static dev.postern.gateway.server.LoginProgress.State.CONNECTED;
import static dev.postern.gateway.server.LoginProgress.State.KEY_OFFERED;
import static dev.postern.gateway.server.LoginProgress.State.KEY_PROVEN;
import static dev.postern.gateway.server.LoginProgress.State.LOGGED_IN;
import static dev.postern.gateway.server.LoginProgress.State.OVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.keytable.Fingerprint;
import dev.postern.keytable.RegisteredKey;
import org.junit.jupiter.api.Test;

class LoginProgressTest {

  private final LoginProgress progress = LoginProgress.begin("192.0.2.1");

  @Test
  void aLoginGoesFromTheOfferedKeyOverItsProof() {
    assertThat(progress.state()).isEqualTo(CONNECTED);
    progress.offered(key("k1"));
    progress.offered(key("k2"));
    assertThat(progress.state()).isEqualTo(KEY_OFFERED);
    progress.proven();
    assertThat(progress.state()).isEqualTo(KEY_PROVEN);

    assertThat(progress.loggedIn()).isTrue();

    assertThat(progress.key().id()).isEqualTo("k2");
    assertThat(progress.end()).isEqualTo(LOGGED_IN);
  }

  @Test
  void nobodyLogsInWithoutAProof() {
    progress.proven();
    progress.offered(key("k1"));

    assertThat(progress.loggedIn()).isFalse();
    assertThat(progress.state()).isEqualTo(KEY_OFFERED);
  }

  @Test
  void aProvenKeyIsNotExchanged() {
    progress.offered(key("k1"));
    progress.proven();

    progress.offered(key("k2"));

    assertThat(progress.key().id()).isEqualTo("k1");
  }

  @Test
  void nothingFollowsTheEndAndOnlyTheFirstEndSaysHowFarItCame() {
    progress.offered(key("k1"));
    progress.proven();
    assertThat(progress.end()).isEqualTo(KEY_PROVEN);

    assertThat(progress.loggedIn()).isFalse();
    assertThat(progress.end()).isEqualTo(OVER);
  }

  @Test
  void theFirstUnknownKeyIsKept() {
    assertThat(progress.offeredUnknown(print("a"))).isTrue();
    assertThat(progress.offeredUnknown(print("b"))).isFalse();

    assertThat(progress.unknownKey()).contains(print("a"));
  }

  private static RegisteredKey key(String id) {
    return new RegisteredKey(print(id), "demo", id, null);
  }

  private static Fingerprint print(String blob) {
    return Fingerprint.ofBlob(blob.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
