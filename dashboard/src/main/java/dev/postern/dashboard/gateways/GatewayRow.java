package dev.postern.dashboard.gateways;

import dev.postern.dashboard.page.Moment;
import dev.postern.dashboard.page.Words;
import dev.postern.dashboard.services.Gateway;
import dev.postern.dashboard.services.GatewayApi.Answer;

/**
 * A gateway as a row shows it.
 *
 * @param address where it was asked
 * @param gateway null where it gave no answer
 * @param age of what it knows; null where it knows nothing
 */
public record GatewayRow(String address, Gateway gateway, Moment started, Age age) {

  /** {@code unit} is {@code s}, {@code min} or {@code h}. */
  public record Age(long n, String unit) {

    static Age of(long seconds) {
      if (seconds < 120) {
        return new Age(seconds, "s");
      }
      return seconds < 7_200 ? new Age(seconds / 60, "min") : new Age(seconds / 3_600, "h");
    }
  }

  static GatewayRow of(Answer<Gateway> answer, Words words) {
    Gateway gateway = answer.value();
    if (gateway == null) {
      return new GatewayRow(answer.address(), null, null, null);
    }
    Long seconds = gateway.view().stalenessSeconds();
    return new GatewayRow(
        answer.address(),
        gateway,
        Moment.of(gateway.startedAt(), words),
        seconds == null ? null : Age.of(seconds));
  }

  public boolean isDown() {
    return gateway == null;
  }
}
