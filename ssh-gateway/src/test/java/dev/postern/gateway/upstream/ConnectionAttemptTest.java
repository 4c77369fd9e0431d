package dev.postern.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.common.kex.KexProposalOption;
import org.junit.jupiter.api.Test;

/** One sentence for each thing that can be seen of a container that cannot be entered. */
class ConnectionAttemptTest {

  private static final UpstreamKey TARGET =
      new UpstreamKey("demo", "SHA256:x", "c1", "127.0.0.1", 2200, "root", List.of());

  private final ConnectionAttempt attempt = new ConnectionAttempt(TARGET);

  @Test
  void beforeItIsConnectedTheReasonOfTheNetworkIsSaid() {
    assertThat(said(new CompletionException(new ConnectException("Connection refused"))))
        .startsWith("refuses connections at port 2200");
    assertThat(said(new ConnectException("Connection timed out"))).startsWith("does not answer");
    assertThat(said(new TimeoutException())).startsWith("does not answer at port 2200");
    assertThat(said(new NoRouteToHostException("No route to host"))).contains("no route");
    assertThat(said(new UnresolvedAddressException())).contains("host name is not known");
  }

  @Test
  void whatIsSaidBeforeTheIdentificationIsQuotedAndOnlyKnownWordsAreExplained() {
    attempt.connected();
    assertThat(said(new IOException())).contains("before it says that it is SSH");
    assertThat(said(new TimeoutException())).contains("says nothing");

    attempt.saidBeforeItsIdentification("HTTP/1.1 400 \u001b[2JBad Request");
    assertThat(said(new IOException()))
        .isEqualTo(
            "answers at port 2200 with something that is not SSH: \"HTTP/1.1 400 ?[2JBad Request\"");
  }

  @Test
  void aServerThatTurnsConnectionsAwayIsToldByItsWords() {
    attempt.connected();
    attempt.saidBeforeItsIdentification("Exceeded MaxStartups");

    assertThat(said(new IOException())).startsWith("turns new connections away");
  }

  @Test
  void bothListsAreNamedWhereNothingIsInCommon() {
    greeted();
    attempt.proposed(
        Map.of(KexProposalOption.ALGORITHMS, "curve25519-sha256,ext-info-c"),
        Map.of(KexProposalOption.ALGORITHMS, "diffie-hellman-group1-sha1,ext-info-c"));

    assertThat(said(new IOException()))
        .isEqualTo(
            "has no key exchange in common with the gateway. It offers diffie-hellman-group1-sha1;"
                + " the gateway knows curve25519-sha256.");
  }

  @Test
  void anotherHostKeyIsNamed() {
    greeted();
    attempt.showedAnotherHostKey("SHA256:abc");

    assertThat(said(new IOException()))
        .contains("shows the host key SHA256:abc")
        .contains("pinned");
  }

  @Test
  void aRefusedLoginNamesNoCauseThatSshdDoesNotTell() {
    greeted();
    attempt.keysExchanged();
    attempt.refused(List.of("publickey", "password"), false);

    assertThat(said(new IOException()))
        .contains("does not let the gateway log in as root")
        .contains("does not say why");
  }

  @Test
  void aKeyThatIsNotEnoughOrNotAskedForIsToldApart() {
    greeted();
    attempt.refused(List.of("password", "keyboard-interactive"), false);
    assertThat(said(new IOException())).contains("takes no login by key, only: password, keyb");

    attempt.refused(List.of("password"), true);
    assertThat(said(new IOException()))
        .contains("takes the gateway's key and wants more: password");
  }

  @Test
  void theWordsOfADisconnectAreQuoted() {
    greeted();
    attempt.disconnected("Too many authentication failures");
    assertThat(said(new IOException())).contains("Too many authentication failures");

    attempt.refused(List.of("publickey"), false);
    assertThat(said(new IOException()))
        .contains("does not let the gateway log in")
        .contains("Too many authentication failures");
  }

  @Test
  void aConnectionThatIsLostHalfWaySaysHowFarItCame() {
    greeted();
    assertThat(said(new IOException())).contains("while keys were exchanged");
    assertThat(said(new TimeoutException())).contains("did not exchange keys in time");

    attempt.keysExchanged();
    assertThat(said(new IOException())).contains("while it logged in");
    assertThat(said(new TimeoutException())).contains("login in time");
  }

  private void greeted() {
    attempt.connected();
    attempt.greeted();
  }

  private String said(Throwable cause) {
    return attempt.failure(cause).getMessage();
  }
}
