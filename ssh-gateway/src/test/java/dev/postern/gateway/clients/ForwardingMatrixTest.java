package dev.postern.gateway.clients;

import dev.postern.backends.ports.FreePort;
import dev.postern.gateway.server.GatewayServer;
import dev.postern.gateway.testing.GatewayWorld;
import dev.postern.gateway.view.GatewayView;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Forwarding that is refused, by the container, by what it leads to, or by the client: it concerns
 * that connection alone, and the session beside it goes on.
 */
@QuarkusTest
@WithTestResource(GatewayWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForwardingMatrixTest {

  /** Does {@code $ACT} while a session is open, then tells the session to go on. */
  private static final String BESIDE =
      """
      # Without what dbclient says only when it has to.
      exec > >(grep -v "Waiting for other channels to close") 2>&1
      coproc SESSION { timeout 30 "$@"; }
      # Copies: bash closes its own as soon as the process has ended.
      exec 6<&"${SESSION[0]}" 7>&"${SESSION[1]}"
      process=$SESSION_PID
      read -r line <&6; echo "$line"
      eval "$ACT"
      echo go >&7
      cat <&6
      wait $process; echo "status $?"
      """;

  private static final String SESSION = "echo in; read x; echo out; exit 3";

  /** A connection to a port of the client, and what came back. */
  private static final String CONNECT =
      "(exec 3<>/dev/tcp/127.0.0.1/$AT && timeout 5 head -c 4 <&3) 2>/dev/null; echo \" got\"";

  private static final String BY_SOCKS =
      """
      curl -s --max-time 5 --socks5 127.0.0.1:$AT http://127.0.0.1:9/
      code=$?
      case $code in 52 | 56) code="no answer" ;; esac # the end and a reset race each other
      echo "curl $code"
      """;

  @Inject GatewayServer gateway;
  @Inject GatewayView view;

  private Matrix matrix;
  private BothWays open;
  private BothWays closed;

  @BeforeAll
  void world() {
    matrix = new Matrix(gateway, view, "fwd");
    open = matrix.container("open");
    closed = matrix.container("closed", "AllowTcpForwarding no", "AllowAgentForwarding no");
  }

  @AfterAll
  void end() {
    if (matrix != null) {
      matrix.close();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Clients.class,
      names = {"OPENSSH", "PLINK", "DBCLIENT"})
  void aRefusedConnectionIsItsOwnAlone(Clients client) {
    client.orSkip();
    beside(open, client, CONNECT, at -> List.of("-L", at + ":127.0.0.1:9"));
    beside(closed, client, CONNECT, at -> List.of("-L", at + ":127.0.0.1:9"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Clients.class,
      names = {"OPENSSH", "PLINK", "DBCLIENT"})
  void aConnectionThatIsTakenCarriesWhatTheOtherSideSaysFirst(Clients client) {
    client.orSkip();
    String server = open.direct().host() + ":" + open.direct().port();
    beside(open, client, CONNECT, at -> List.of("-L", at + ":" + server));
  }

  @ParameterizedTest
  @EnumSource(
      value = Clients.class,
      names = {"OPENSSH", "PLINK"})
  void aRefusedConnectionBySocksIsItsOwnAlone(Clients client) {
    client.orSkip();
    beside(open, client, BY_SOCKS, at -> List.of("-D", "" + at));
    beside(closed, client, BY_SOCKS, at -> List.of("-D", "" + at));
  }

  @ParameterizedTest
  @EnumSource(
      value = Clients.class,
      names = {"OPENSSH", "PLINK", "DBCLIENT"})
  void aConnectionThatTheClientRefusesIsItsOwnAlone(Clients client) {
    client.orSkip();
    beside(open, client, CONNECT, at -> List.of("-R", at + ":127.0.0.1:9"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Clients.class,
      names = {"OPENSSH", "PLINK"})
  void aPortThatCannotBeBoundIsToldAndTheSessionGoesOn(Clients client) {
    client.orSkip();
    String taken =
        "127.0.0.1:" + open.gateway().port(); // The containers share this host's network.
    beside(open, client, ":", at -> List.of("-R", taken + ":127.0.0.1:9"));
    beside(closed, client, ":", at -> List.of("-R", "127.0.0.1:" + at + ":127.0.0.1:9"));
  }

  @Test
  void openSshIsToldOfARefusedConnectionOfStandardInput() {
    for (BothWays container : List.of(open, closed)) {
      container.same("-W", way -> Outcome.of(way, OpenSsh.with(way, List.of("-W", "127.0.0.1:9"))));
    }
  }

  @Test
  void socketsAreRefusedOneByOne() {
    open.same(
        "-L to a socket that is not there",
        way -> {
          int at = FreePort.next();
          return Bash.run(
              way,
              BESIDE,
              OpenSsh.with(way, List.of("-L", at + ":/tmp/no-such-socket"), SESSION),
              Map.of("ACT", CONNECT, "AT", "" + at));
        });
    open.same(
        "-R from a socket that cannot be",
        way ->
            Bash.run(
                way,
                BESIDE,
                OpenSsh.with(way, List.of("-R", "/no/such/folder/socket:127.0.0.1:9"), SESSION),
                Map.of("ACT", ":")));
    open.same(
        "-R from a socket to nothing",
        way -> {
          String socket = "/tmp/both-ways-" + way.port() + ".sock";
          String use =
              "python3 -c 'import socket; s = socket.socket(socket.AF_UNIX); s.connect(\""
                  + socket
                  + "\"); print(s.recv(9))'; echo in; read x; exit 3";
          return Bash.run(
              way,
              BESIDE,
              OpenSsh.with(way, List.of("-R", socket + ":127.0.0.1:9"), use),
              Map.of("ACT", ":"));
        });
  }

  @Test
  void anAgentIsForwardedAsTheContainerAllows() {
    String listing =
        """
        eval $(ssh-agent) >/dev/null
        ssh-add -q $KEY
        "$@" | cut -d ' ' -f 1,2
        ssh-agent -k >/dev/null
        """;
    for (BothWays container : List.of(open, closed)) {
      container.same(
          "-A",
          way ->
              Bash.run(
                  way, listing, OpenSsh.with(way, List.of("-A"), "ssh-add -l 2>&1"), Map.of()));
    }
  }

  @Test
  void aHundredAndFiveConnectionsAtOncePassOneSocksPort() {
    try (Gathering server = new Gathering(105)) {
      String all =
          """
          "$@" &
          process=$!
          until (exec 3<>/dev/tcp/127.0.0.1/$AT) 2>/dev/null; do kill -0 $process || exit 1; done
          for i in $(seq 105); do
            curl -s --max-time 40 --socks5 127.0.0.1:$AT $URL &
          done | sort | uniq -c
          kill $process
          """;
      open.same(
          "105 connections by -D",
          way -> {
            int at = FreePort.next();
            return Bash.run(
                way,
                all,
                OpenSsh.with(way, List.of("-N", "-D", "" + at)),
                Map.of("AT", "" + at, "URL", server.url(way.login())));
          });
    }
  }

  private void beside(
      BothWays container, Clients client, String act, IntFunction<List<String>> options) {
    container.same(
        options.apply(0).toString(),
        way -> {
          int at = FreePort.next();
          return Bash.run(
              way, BESIDE, with(client, way, options.apply(at)), Map.of("ACT", act, "AT", "" + at));
        });
  }

  private static List<String> with(Clients client, Route way, List<String> options) {
    return switch (client) {
      case PLINK -> Plink.with("plink", way, options, SESSION);
      case DBCLIENT -> Dropbear.with(way, options, SESSION);
      default -> OpenSsh.with(way, options, SESSION);
    };
  }
}
