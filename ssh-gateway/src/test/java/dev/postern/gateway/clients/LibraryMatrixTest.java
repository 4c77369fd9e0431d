package dev.postern.gateway.clients;

import dev.postern.gateway.server.GatewayServer;
import dev.postern.gateway.testing.GatewayWorld;
import dev.postern.gateway.view.GatewayView;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What programs do with a client library: commands, terminals, forwarding both ways, sockets,
 * files. Each script prints a line about each thing that it did, the same both ways.
 */
@QuarkusTest
@WithTestResource(GatewayWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LibraryMatrixTest {

  @Inject GatewayServer gateway;
  @Inject GatewayView view;

  private Matrix matrix;
  private BothWays container;

  @BeforeAll
  void world() {
    matrix = new Matrix(gateway, view, "lib");
    container = matrix.container("one", "MaxSessions 100");
  }

  @AfterAll
  void end() {
    if (matrix != null) {
      matrix.close();
    }
  }

  @Test
  void paramikoSeesWhatItSeesWithoutTheGateway() {
    Clients.PARAMIKO.orSkip();
    sameTranscript(Paramiko.program());
  }

  @Test
  void npmSsh2SeesWhatItSeesWithoutTheGateway() {
    Clients.NPM_SSH2.orSkip();
    sameTranscript(NpmSsh2.program());
  }

  @Test
  void goSeesWhatItSeesWithoutTheGateway() {
    Clients.GO.orSkip();
    sameTranscript(GoSsh.program());
  }

  private void sameTranscript(List<String> program) {
    container.sameLines(
        way -> {
          String target = container.direct().host() + ":" + container.direct().port();
          return Outcome.of(way, ClientScript.words(program, "transcript", way, target));
        });
  }
}
