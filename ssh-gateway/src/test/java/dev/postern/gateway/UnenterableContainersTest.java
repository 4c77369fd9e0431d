package dev.postern.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.containers.LocalContainer;
import dev.postern.events.containers.RuntimeStatus;
import dev.postern.events.state.ContainerState;
import dev.postern.gateway.server.GatewayServer;
import dev.postern.gateway.testing.GatewayWorld;
import dev.postern.gateway.testing.KeyFile;
import dev.postern.gateway.testing.Programs;
import dev.postern.gateway.testing.Scene;
import dev.postern.gateway.testing.TerminalClient;
import dev.postern.gateway.testing.TerminalClient.Handshake;
import dev.postern.gateway.view.GatewayView;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Containers as people set their sshd: whom OpenSSH's client reaches, and what the others hear. */
@QuarkusTest
@WithTestResource(GatewayWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnenterableContainersTest {

  @Inject GatewayServer gateway;
  @Inject GatewayView view;

  @TestHTTPResource("/v1/terminal")
  URI terminal;

  private Scene scene;
  private KeyFile key;
  private int made;

  @BeforeAll
  void world() {
    scene = new Scene(gateway, view);
    key = scene.key("settings");
  }

  @AfterAll
  void end() {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  void whatOpensshsClientKnowsIsKnownToTheGateway() {
    for (List<String> settings :
        List.of(
            List.of(
                "Ciphers chacha20-poly1305@openssh.com",
                "KexAlgorithms sntrup761x25519-sha512@openssh.com"),
            List.of(
                "Ciphers aes192-ctr",
                "MACs umac-64@openssh.com",
                "KexAlgorithms diffie-hellman-group-exchange-sha256"),
            List.of(
                "Ciphers aes256-ctr",
                "MACs umac-128-etm@openssh.com",
                "KexAlgorithms ecdh-sha2-nistp521"))) {
      String name = container(settings.toArray(String[]::new));

      assertThat(entering(name).exit()).as("%s: %s", settings, entering(name)).isZero();
    }
  }

  @Test
  void withoutACommonAlgorithmBothListsAreNamed() {
    assertThat(entering(container("Ciphers aes128-cbc,aes256-cbc")).err())
        .contains("has no cipher in common with the gateway. It offers aes128-cbc, aes256-cbc;")
        .contains("the gateway knows aes128-gcm@openssh.com");
  }

  @Test
  void anotherHostKeyIsToldByItsFingerprint() {
    ContainerState real = view.container(container()).orElseThrow();
    put("cmoved1", real.host(), real.port(), "SHA256:aLlEMfqp7pyUZteLFwNmBiTFf5P7cbI57PTgK5YuFew");

    String said = entering("cmoved1").err();

    assertThat(real.hostKeys()).anyMatch(said::contains);
    assertThat(said).contains("which is not one that was pinned for it");
  }

  @Test
  void aLoginThatSshdRefusesIsToldAlikeInEveryWayIn() throws Exception {
    String name = container("AllowUsers deploy");
    String sentence = "Postern: container " + name + " does not let the gateway log in as root";

    assertThat(entering(name).err()).contains(sentence).contains("AllowUsers");
    assertThat(
            scene
                .ssh(key, name)
                .run(null, new byte[0], "-W", "127.0.0.1:22", "-o", "LogLevel=INFO")
                .err())
        .contains(sentence);
    byte[] typed = ("2\r/" + name + "\r2\r0\r0\r").getBytes(UTF_8);
    assertThat(scene.ssh(key, "settings").run(null, typed, "-tt").toString()).contains(sentence);
    try (TerminalClient client = handshake(name).open()) {
      assertThat(client.ended().code()).isEqualTo(4502);
      assertThat(client.ended().reason()).startsWith(sentence);
    }
  }

  @Test
  void aKeyThatIsNotEnoughOrNotAskedForIsToldApart() {
    assertThat(entering(container("AuthenticationMethods publickey,password")).err())
        .contains("takes the gateway's key and wants more: password");
    assertThat(entering(container("PubkeyAuthentication no")).err())
        .contains("takes no login by key, only: password");
  }

  @Test
  void whatListensAndIsNoSshdIsCalledSo() throws Exception {
    put("cnone1", "127.0.0.1", 1, "SHA256:aLlEMfqp7pyUZteLFwNmBiTFf5P7cbI57PTgK5YuFew");
    assertThat(entering("cnone1").err()).contains("refuses connections at port 1;");
    assertThat(entering(server("cweb1", "HTTP/1.1 400 Bad Request\r\n\r\n")).err())
        .contains("with something that is not SSH: \"HTTP/1.1 400 Bad Request\"");
    assertThat(entering(server("cfull1", "Exceeded MaxStartups\r\n")).err())
        .contains("turns new connections away");
    assertThat(entering(server("cshut1", "")).err()).contains("before it says that it is SSH");
  }

  /** Some close before the gateway's own dialler is told that it is connected. */
  @Test
  void whatClosesAtOnceIsNotSaidToGiveNoAnswer() throws Exception {
    String shut = server("cshut2", "");

    assertThat(IntStream.range(0, 32).parallel().mapToObj(i -> entering(shut).err()).toList())
        .allSatisfy(said -> assertThat(said).contains("before it says that it is SSH"));
  }

  /** A server that says that to everybody and closes. */
  private String server(String id, String words) throws IOException {
    ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> serve(server, words), id);
    thread.setDaemon(true);
    thread.start();
    String pinned = "SHA256:aLlEMfqp7pyUZteLFwNmBiTFf5P7cbI57PTgK5YuFew";
    put(id, "127.0.0.1", server.getLocalPort(), pinned);
    return id;
  }

  private static void serve(ServerSocket server, String words) {
    while (true) {
      try (Socket client = server.accept()) {
        client.getOutputStream().write(words.getBytes(UTF_8));
        client.getOutputStream().flush();
        client.shutdownOutput();
        client
            .getInputStream()
            .readAllBytes(); // To close with something unread takes the words back.
      } catch (IOException e) {
        // That client is gone.
      }
    }
  }

  private String container(String... settings) {
    String id = "cset" + ++made;
    LocalContainer container = scene.container(id, "settings", id, settings);
    assertThat(container.port()).isPositive();
    return id;
  }

  private void put(String id, String host, int port, String hostKey) {
    scene
        .topics()
        .put(
            new ContainerState(
                id,
                "settings",
                "shop",
                "cp",
                id,
                RuntimeStatus.RUNNING,
                host,
                port,
                "root",
                List.of(hostKey),
                List.of()));
    await().until(() -> view.container(id).isPresent());
  }

  private Programs.Result entering(String container) {
    return scene.ssh(key, container).run("id -un");
  }

  private Handshake handshake(String container) {
    URI uri =
        URI.create(terminal.toString().replaceFirst("http", "ws") + "?container=" + container);
    return new Handshake(uri, GatewayWorld.issuer().token("settings"), null, "postern.terminal.v1");
  }
}
