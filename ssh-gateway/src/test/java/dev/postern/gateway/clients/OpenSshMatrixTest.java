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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What OpenSSH's client does beyond a command: shared connections, new keys, terminals, pipes. */
@QuarkusTest
@WithTestResource(GatewayWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenSshMatrixTest {

  @Inject GatewayServer gateway;
  @Inject GatewayView view;

  private Matrix matrix;
  private BothWays container;

  @BeforeAll
  void world() {
    matrix = new Matrix(gateway, view, "ossh");
    container = matrix.container("one", "ClientAliveInterval 1");
  }

  @AfterAll
  void end() {
    if (matrix != null) {
      matrix.close();
    }
  }

  private void same(String what, List<String> options, String... words) {
    container.same(what, way -> Outcome.of(way, OpenSsh.with(way, options, words)));
  }

  /** Twelve sessions that wait for each other. */
  private static final String TWELVE =
      """
      here=/tmp/twelve-$PORT
      "$@" -o ControlMaster=yes -o ControlPath=$PWD/m -N -f 2>/dev/null
      for i in $(seq 12); do
        ("$@" -o ControlPath=$PWD/m "mkdir -p $here; cd $here; : >$i; for n in \\$(seq 300); do
           [ \\$(ls | wc -l) = 12 ] && exec echo all; sleep 0.1; done" 2>/dev/null; echo "= $?") &
      done | sort | uniq -c
      "$@" -o ControlPath=$PWD/m -O exit 2>/dev/null
      """;

  @ParameterizedTest
  @ValueSource(ints = {10, 2})
  void twelveSessionsOfOneMasterAllRun(int maxSessions) {
    BothWays limited = matrix.container("max" + maxSessions, "MaxSessions " + maxSessions);
    limited.same(
        "12 sessions", way -> Bash.run(way, TWELVE, OpenSsh.with(way, List.of()), Map.of()));
  }

  @Test
  void twelveSessionsOfAMasterThatForwardsAPortAllRun() {
    BothWays unlimited = matrix.container("many", "MaxSessions 100");
    unlimited.same(
        "12 sessions and -R",
        way -> {
          List<String> options = List.of("-R", FreePort.next() + ":127.0.0.1:9");
          return Bash.run(way, TWELVE, OpenSsh.with(way, options), Map.of());
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 2})
  void aLongSessionOutlivesManyShortOnesAboveTheContainersLimit(int maxSessions) {
    BothWays limited = matrix.container("long" + maxSessions, "MaxSessions " + maxSessions);
    limited.same(
        "long session",
        way ->
            Bash.run(
                way,
                """
                coproc LONG { "$@" 'echo in; read x; echo out; exit 3'; }
                # Copies: bash closes its own as soon as the process has ended.
                exec 6<&"${LONG[0]}" 7>&"${LONG[1]}"
                process=$LONG_PID
                read -r line <&6; echo "$line"
                for round in one two; do
                  for i in $(seq 8); do
                    (
                      exec 3< <(exec "$@" "echo $round; exec sleep 30" </dev/null 2>&1)
                      client=$!
                      read -r line <&3
                      echo "$line"
                      kill $client
                    ) &
                  done | sort | uniq -c
                done
                echo go >&7; cat <&6; wait $process; echo "status $?"
                """,
                OpenSsh.with(way, List.of()),
                Map.of()));
  }

  @Test
  void aMasterStaysAfterItsFirstSession() {
    container.same(
        "ControlPersist",
        way ->
            Bash.run(
                way,
                """
                o="-o ControlMaster=auto -o ControlPersist=20 -o ControlPath=$PWD/m"
                "$@" $o 'echo one; exit 3' 2>/dev/null; echo $?
                "$@" $o 'echo two; exit 4' 2>/dev/null; echo $?
                "$@" $o -O check 2>&1 | sed 's/pid=[0-9]*/pid/'
                "$@" $o -O exit 2>&1; echo $?
                """,
                OpenSsh.with(way, List.of()),
                Map.of()));
  }

  @ParameterizedTest
  @EnumSource(
      value = Clients.class,
      names = {"OPENSSH", "PLINK"}) // dbclient goes on for ever, directly as well
  void aPipeThatIsClosedEndsTheCommand(Clients client) {
    client.orSkip();
    container.same(
        "yes | head -1",
        way -> Bash.run(way, "\"$@\" 2>/dev/null | head -1", client.command(way, "yes"), Map.of()));
  }

  @Test
  void newKeysAreMadeUnderWay() {
    same("RekeyLimit", List.of("-o", "RekeyLimit=1M"), "head -c 6000000 /dev/zero; exit 3");
  }

  @Test
  void keepAlivesOfBothSidesAreAnswered() {
    same(
        "ServerAliveInterval",
        List.of("-o", "ServerAliveInterval=1", "-o", "ServerAliveCountMax=1"),
        "sleep 3.5; echo alive");
  }

  @Test
  void environmentSubsystemsAndRefusals() {
    same("SetEnv", List.of("-o", "SetEnv=LC_ONE=1 OTHER=2"), "echo $LC_ONE $OTHER");
    same("subsystem", List.of("-s"), "no-such");
    same("X11", List.of("-X"), "echo ${DISPLAY:-none}");
    same("tunnel device", List.of("-w", "0:0"), "echo in");
  }

  @Test
  void aTerminalIsOneBothWays() {
    same("-tt", List.of("-tt"), "tty >/dev/null && stty size; echo $TERM; exit 5");
    container.same(
        "what is typed at a shell",
        way ->
            Bash.run(
                way,
                "printf 'PS1=; stty -echo\\necho $((6*7)); exit 6\\n' | \"$@\" | grep -a -c ^42; "
                    + "echo ${PIPESTATUS[1]}",
                OpenSsh.with(way, List.of("-tt")),
                Map.of()));
    container.same(
        "break and end by the escape character",
        way ->
            Bash.run(
                way,
                """
                coproc SESSION { "$@" 2>/dev/null; }
                input=${SESSION[1]} process=$SESSION_PID
                read -r line <&${SESSION[0]}; echo "$line"
                printf '~B\\n~.' >&$input
                wait $process; echo "status $?"
                """,
                OpenSsh.with(way, List.of("-tt", "-e", "~"), "echo in; sleep 20"),
                Map.of()));
  }

  @Test
  void aWindowThatChangesIsTold() {
    container.same(
        "SIGWINCH",
        way ->
            Bash.run(
                way,
                """
                python3 - "$@" <<'END'
                import fcntl, os, pty, struct, sys, termios
                process, terminal = pty.fork()
                if process == 0:
                    os.execvp(sys.argv[1], sys.argv[1:])
                seen = b""
                def until(text):
                    global seen
                    while text not in seen:
                        seen += os.read(terminal, 1000)
                until(b"in")
                fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 33, 99, 0, 0))
                until(b"33 99")
                os.write(terminal, b"x\\n")
                print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
                END
                """,
                OpenSsh.with(
                    way,
                    List.of("-tt"),
                    "trap 'stty size' WINCH; echo in; while ! read -t 0.1 x; do :; done; exit 8"),
                Map.of()));
  }
}
