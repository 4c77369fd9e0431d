package dev.postern.cli.output;

import dev.postern.audit.log.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * One line on standard error that tells how far reading is, how fast, and how long it will take.
 */
public final class ProgressLine implements Progress {

  private static final long EVERY_NANOS = 250_000_000;
  private static final double NANOS = 1e9;
  private static final String ERASE = "\r\033[K";

  private final PrintWriter err;
  private final LongSupplier clock;
  private long all;
  private long done;
  private long started;
  private long shown;
  private boolean visible;

  /**
   * @param clock in nanoseconds
   */
  public ProgressLine(PrintWriter err, LongSupplier clock) {
    this.err = err;
    this.clock = clock;
  }

  @Override
  public void begins(long records) {
    all = records;
    done = 0;
    started = clock.getAsLong();
    shown = started;
  }

  @Override
  public void read(long records) {
    done += records;
    // The clock costs more than what is counted.
    if ((done & 0x3ff) == 0 && clock.getAsLong() - shown >= EVERY_NANOS) {
      shown = clock.getAsLong();
      visible = true;
      err.print(ERASE + line((shown - started) / NANOS));
      err.flush();
    }
  }

  private String line(double seconds) {
    double rate = done / seconds;
    return String.format(
        Locale.ROOT,
        "%,d of %,d records, %,.0f a second, %.0f s left",
        done,
        all,
        rate,
        Math.max(0, all - done) / rate);
  }

  @Override
  public void ends() {
    if (visible) {
      err.print(ERASE);
      err.flush();
      visible = false;
    }
  }
}
