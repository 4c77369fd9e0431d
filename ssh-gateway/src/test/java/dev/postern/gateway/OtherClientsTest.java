package dev.postern.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.server.GatewayServer;
import dev.postern.gateway.testing.GatewayWorld;
import dev.postern.gateway.testing.JavaClient;
import dev.postern.gateway.testing.KeyFile;
import dev.postern.gateway.testing.Programs;
import dev.postern.gateway.testing.Scene;
import dev.postern.gateway.testing.Ssh;
import dev.postern.gateway.view.GatewayView;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.KexProposalOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Dropbear, rsync, ssh-keyscan, and a client that shows single messages. */
@QuarkusTest
@WithTestResource(GatewayWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherClientsTest {

  @Inject GatewayServer gateway;
  @Inject GatewayView view;

  private Scene scene;
  private KeyFile key;
  private Ssh ssh;

  @BeforeAll
  void world() {
    scene = new Scene(gateway, view);
    key = scene.key("others");
    scene.container("cothers1", "others", "one");
    ssh = scene.ssh(key, "one-others");
  }

  @AfterAll
  void end() {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  void dropbearRunsACommandAndPassesBytesBothWays() throws Exception {
    Programs.orSkip("dbclient", "dropbear-bin");
    Programs.orSkip("dropbearconvert", "dropbear-bin");
    // Given
    Path own = GatewayWorld.folder().resolve("dropbear-key");
    Programs.Result converted =
        Programs.run(
            List.of(
                "dropbearconvert", "openssh", "dropbear", key.file().toString(), own.toString()));
    assertThat(converted.exit()).as(converted.toString()).isZero();
    byte[] text = "one line\n".repeat(50_000).getBytes(UTF_8);

    // When
    Programs.Result result =
        Programs.run(
            List.of(
                "dbclient",
                "-y",
                "-y",
                "-i",
                own.toString(),
                "-p",
                "" + ssh.port(),
                ssh.target(),
                "cat; exit 3"),
            text,
            Map.of("HOME", GatewayWorld.folder().toString()));

    // Then
    assertThat(result.exit()).as(result.err()).isEqualTo(3);
    assertThat(result.out()).isEqualTo(text);
  }

  @Test
  void rsyncMirrorsATreeBothWays() throws Exception {
    Programs.orSkip("rsync", "rsync");
    // Given
    Path tree = Files.createTempDirectory("postern-rsync");
    Files.createDirectories(tree.resolve("there/deep"));
    Files.writeString(tree.resolve("there/deep/file"), "text\n".repeat(100_000));
    Files.createSymbolicLink(tree.resolve("there/link"), Path.of("deep/file"));

    // When
    Programs.Result up = rsync(tree.resolve("there") + "/", ssh.target() + ":/tmp/tree/");
    Programs.Result down = rsync(ssh.target() + ":/tmp/tree/", tree.resolve("back") + "/");

    // Then
    assertThat(up.exit()).as(up.toString()).isZero();
    assertThat(down.exit()).as(down.toString()).isZero();
    assertThat(Files.mismatch(tree.resolve("there/deep/file"), tree.resolve("back/deep/file")))
        .isEqualTo(-1);
    assertThat(Files.readSymbolicLink(tree.resolve("back/link"))).hasToString("deep/file");
  }

  private Programs.Result rsync(String from, String to) {
    String remote = "ssh -p " + ssh.port() + " " + String.join(" ", ssh.options());
    return Programs.run(List.of("rsync", "-a", "--delete", "-e", remote, from, to));
  }

  @Test
  void keyscanShowsTheHostKeysOfTheFolder() throws Exception {
    // Given
    List<String> own = new ArrayList<>();
    try (Stream<Path> files = Files.list(GatewayWorld.folder().resolve("host-keys"))) {
      for (Path file : files.filter(f -> !f.toString().endsWith(".pub")).toList()) {
        String line = Programs.run(List.of("ssh-keygen", "-y", "-f", file.toString())).text();
        own.add(String.join(" ", List.of(line.strip().split(" ")).subList(0, 2)));
      }
    }

    // When
    Programs.Result scan =
        Programs.run(
            List.of("ssh-keyscan", "-t", "ed25519,ecdsa,rsa", "-p", "" + ssh.port(), "127.0.0.1"));

    // Then
    List<String> shown =
        scan.text().lines().map(line -> line.substring(line.indexOf(' ') + 1)).toList();
    assertThat(own).hasSize(3);
    assertThat(shown).containsExactlyInAnyOrderElementsOf(own);
  }

  @ParameterizedTest
  @EnumSource(
      value = BuiltinDHFactories.class,
      names = {"mlkem768x25519", "sntrup761x25519", "curve25519", "ecdhp256", "dhg16_512"})
  void aClientWithOnlyThatKeyExchangeIsLetIn(BuiltinDHFactories keyExchange) throws Exception {
    try (JavaClient client = new JavaClient(gateway.port())) {
      client.offerOnly(keyExchange);

      try (ClientSession session = client.logIn(key, "one-others")) {
        assertThat(session.getNegotiatedKexParameter(KexProposalOption.ALGORITHMS))
            .isEqualTo(keyExchange.getName());
        assertThat(JavaClient.echo(session, "bytes")).isEqualTo("bytes");
      }
    }
  }

  /** The others use a quicker one. */
  @Test
  void opensshIsLetInByTheKeyExchangeThatItPrefers() {
    assertThat(ssh.run("echo in", "-o", "KexAlgorithms=sntrup761x25519-sha512@openssh.com").text())
        .isEqualTo("in\n");
  }

  @Test
  void theSignalThatEndedACommandArrivesByName() throws Exception {
    try (JavaClient client = new JavaClient(gateway.port());
        ClientSession session = client.logIn(key, "one-others")) {
      for (String signal : List.of("TERM", "KILL")) {
        try (ChannelExec channel = session.createExecChannel("kill -" + signal + " $$")) {
          channel.open().verify();

          assertThat(JavaClient.isClosed(channel)).isTrue();
          assertThat(channel.getExitSignal()).isEqualTo(signal);
          assertThat(channel.getExitStatus()).isNull();
        }
      }
    }
  }

  @Test
  void twoHundredSessionsAtOnceEachKeepTheirBytes() throws Exception {
    // Given more sessions than one key may have in one container
    KeyFile second = scene.key("others");
    List<Waiting> all = new ArrayList<>();
    try (JavaClient client = new JavaClient(gateway.port())) {
      for (int connection = 0; connection < 20; connection++) {
        ClientSession session = client.logIn(connection % 2 == 0 ? key : second, "one-others");
        for (int i = 0; i < 10; i++) {
          all.add(Waiting.open(session, connection + "-" + i));
        }
      }

      // When all are open
      for (Waiting one : all) {
        one.channel().getInvertedIn().write((one.mark() + "\n").getBytes(UTF_8));
        one.channel().getInvertedIn().close();
      }

      // Then
      assertThat(all).hasSize(200);
      for (Waiting one : all) {
        assertThat(JavaClient.isClosed(one.channel())).as(one.mark()).isTrue();
        assertThat(one.out().toString(UTF_8)).isEqualTo(one.mark() + "\n");
      }
    }
  }

  private record Waiting(ChannelExec channel, ByteArrayOutputStream out, String mark) {

    static Waiting open(ClientSession session, String mark) throws Exception {
      ChannelExec channel = session.createExecChannel("cat");
      var out = new ByteArrayOutputStream();
      channel.setOut(out);
      channel.open().verify();
      return new Waiting(channel, out, mark);
    }
  }
}
