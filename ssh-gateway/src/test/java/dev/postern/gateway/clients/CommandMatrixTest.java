package dev.postern.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.server.GatewayServer;
import dev.postern.gateway.testing.GatewayWorld;
import dev.postern.gateway.view.GatewayView;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commands by every client: output, standard error, status and time as without the gateway. */
@QuarkusTest
@WithTestResource(GatewayWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandMatrixTest {

  /** What was lost once was lost in 5 to 30 of 100, more on a busy machine. */
  private static final int REPETITIONS = 60;

  @Inject GatewayServer gateway;
  @Inject GatewayView view;

  private Matrix matrix;
  private BothWays container;

  @BeforeAll
  void world() {
    matrix = new Matrix(gateway, view, "cmd");
    container = matrix.container("one");
  }

  @AfterAll
  void end() {
    if (matrix != null) {
      matrix.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Clients.class)
  void theStatusOfACommandIsNeverLost(Clients client) {
    client.orSkip();

    Outcome outcome =
        Outcome.of(
            container.gateway(), client.repeated(container.gateway(), "exit 9", REPETITIONS));

    assertThat(outcome.result().text()).isEqualTo(REPETITIONS + " x 9\n");
  }

  @ParameterizedTest
  @EnumSource(
      value = Clients.class,
      names = {"OPENSSH", "PLINK", "DBCLIENT"}) // LibraryMatrixTest has the libraries
  void everyCommandIsAsItIsWithoutTheGateway(Clients client) {
    client.orSkip();
    assertThat(Outcome.of(container.direct(), client.command(container.direct(), "echo works")))
        .as("the client itself")
        .extracting(works -> works.result().text())
        .isEqualTo("works\n");
    SoftAssertions softly = new SoftAssertions();
    for (CommandCase one : CommandCase.values()) {
      softly
          .assertThatCode(() -> container.same(one.name(), way -> one.by(client, way)))
          .doesNotThrowAnyException();
    }
    softly.assertAll();
  }
}
