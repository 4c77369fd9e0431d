package dev.postern.gateway.webterminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How much of a shell's output is sent, kept and given back to the container. */
class TerminalOutputTest {

  private static final int IN_FLIGHT = TerminalOutput.IN_FLIGHT;

  private final byte[] bytes = new byte[4 << 20];

  TerminalOutputTest() {
    new Random(3).nextBytes(bytes);
  }

  private void add(TerminalOutput output, int from, int to) {
    for (int at = from; at < to; at += 1_000) {
      output.add(Arrays.copyOfRange(bytes, at, Math.min(at + 1_000, to)));
    }
  }

  private byte[] read(TerminalOutput output) {
    var all = new byte[bytes.length];
    int length = 0;
    for (byte[] next = output.next(); next.length > 0; next = output.next()) {
      System.arraycopy(next, 0, all, length, next.length);
      length += next.length;
    }
    return Arrays.copyOf(all, length);
  }

  @Test
  void aClientGetsWhatItMayHaveInFlightAndTheRestOnceItAcknowledges() {
    var output = new TerminalOutput(true);
    add(output, 0, 300_000);

    assertThat(read(output)).isEqualTo(Arrays.copyOf(bytes, IN_FLIGHT));
    assertThat(output.done()).isZero();

    output.acknowledge(100_000);
    assertThat(output.done()).isEqualTo(100_000);
    assertThat(read(output)).isEqualTo(Arrays.copyOfRange(bytes, IN_FLIGHT, 300_000));
    output.acknowledge(50_000);
    assertThat(output.done()).as("an older one changes nothing").isZero();
    output.acknowledge(300_000);
    assertThat(output.done()).isEqualTo(200_000);
  }

  @Test
  void whileNoClientIsThereEverythingIsGivenBackAndTheLastIsKept() {
    var output = new TerminalOutput(true);
    output.detach();
    add(output, 0, bytes.length);

    assertThat(output.done()).isEqualTo(bytes.length);
    long from = output.attach(1_000);
    assertThat(bytes.length - from).isBetween(IN_FLIGHT + 64L * 1024, IN_FLIGHT + 72L * 1024);
    assertThat(read(output))
        .isEqualTo(Arrays.copyOfRange(bytes, (int) from, (int) from + IN_FLIGHT));
  }

  @Test
  void whatWasInFlightIsThereForWhoComesBack() {
    var output = new TerminalOutput(true);
    add(output, 0, IN_FLIGHT);
    read(output);
    output.detach();
    add(output, IN_FLIGHT, IN_FLIGHT + 60_000);

    assertThat(output.attach(0)).isZero();
    assertThat(read(output)).isEqualTo(Arrays.copyOf(bytes, IN_FLIGHT));
  }

  @Test
  void whoComesBackIsSentNoMoreThanOthers() {
    var output = new TerminalOutput(true);
    output.detach();
    add(output, 0, 320_000);
    assertThat(output.done()).isEqualTo(320_000);

    output.attach(0);
    add(output, 320_000, 320_000 + IN_FLIGHT);
    assertThat(read(output)).hasSize(IN_FLIGHT);
    assertThat(output.done()).isZero();
    output.acknowledge(IN_FLIGHT);
    assertThat(read(output)).hasSize(IN_FLIGHT);
    output.acknowledge(2L * IN_FLIGHT);
    read(output);
    output.acknowledge(output.end());
    assertThat(output.done()).isPositive();
  }

  @Test
  void aSentenceOfTheGatewayGivesNothingBack() {
    var output = new TerminalOutput(true);
    output.insert(new byte[100]);
    read(output);
    output.acknowledge(100);

    assertThat(output.done()).isZero();
  }

  @Test
  void aReplayOfTheLastOutputIsKeptThoughItWasAcknowledged() {
    var output = new TerminalOutput(true);
    for (int at = 0; at < 1_000_000; at += 1_000) {
      add(output, at, at + 1_000);
      read(output);
      output.acknowledge(output.end());
    }

    assertThat(output.end() - output.attach(0)).isBetween(64L * 1024, 72L * 1024);
  }

  @Test
  void aClientThatCannotComeBackHasNothingKeptForIt() {
    var output = new TerminalOutput(false);
    add(output, 0, 100_000);
    read(output);
    output.written(output.sent());
    output.acknowledgeWritten();

    assertThat(output.end() - output.attach(0)).isLessThan(8 * 1024);
  }
}
