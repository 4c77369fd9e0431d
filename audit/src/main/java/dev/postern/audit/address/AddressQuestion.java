package dev.postern.audit.address;

import dev.postern.audit.log.Fold;
import dev.postern.audit.log.HistoryReader;
import dev.postern.audit.log.ReadSummary;
import dev.postern.audit.projection.Addresses;
import dev.postern.audit.projection.Holding;
import java.time.Instant;
import java.util.List;

/** Asks the log who held an address. */
public final class AddressQuestion {

  private final HistoryReader history;

  public AddressQuestion(HistoryReader history) {
    this.history = history;
  }

  /** Who held the address, the oldest first. */
  public record Answer(List<Holding> holdings, ReadSummary read) {}

  /** Everybody who ever held it. */
  public Answer history(String address) {
    return holdings(address, null);
  }

  /** Who held it at a moment; nobody, where it was free or in quarantine. */
  public Answer at(String address, Instant moment) {
    Answer until = holdings(address, moment);
    return new Answer(
        until.holdings().stream().filter(holding -> holding.isHeldAt(moment)).toList(),
        until.read());
  }

  private Answer holdings(String address, Instant until) {
    var fold = new Fold();
    Addresses addresses = Addresses.of(fold, address::equals);
    ReadSummary read = history.fold(until, fold);
    return new Answer(addresses.history(address), read);
  }
}
