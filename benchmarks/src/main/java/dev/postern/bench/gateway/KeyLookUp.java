package dev.postern.bench.gateway;

import dev.postern.keytable.Fingerprint;
import dev.postern.keytable.KeyTable;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A look-up among a million keys, of keys in random order so that processor caches do not flatter.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeyLookUp {

  private static final int KEYS = 1_000_000;

  /** A power of two. */
  private static final int ASKED = 1 << 16;

  private final KeyTable table = new KeyTable();
  private final byte[][] known = new byte[ASKED][];
  private final Fingerprint[] prints = new Fingerprint[ASKED];
  private final byte[][] unknown = new byte[ASKED][];
  private int next;

  @Setup
  public void fill() {
    Random random = new Random(1);
    for (int i = 0; i < KEYS; i++) {
      byte[] blob = blob(random);
      table.put(Fingerprint.ofBlob(blob), 1, "account-" + i / 2, "key-" + i, null);
      if (i % (KEYS / ASKED) == 0 && i / (KEYS / ASKED) < ASKED) {
        known[i / (KEYS / ASKED)] = blob;
      }
    }
    for (int i = 0; i < ASKED; i++) {
      unknown[i] = blob(random);
    }
    shuffle(random);
    for (int i = 0; i < ASKED; i++) {
      prints[i] = Fingerprint.ofBlob(known[i]);
    }
  }

  /** The size of an Ed25519 key's blob. */
  private static byte[] blob(Random random) {
    byte[] blob = new byte[51];
    random.nextBytes(blob);
    return blob;
  }

  private void shuffle(Random random) {
    for (int i = ASKED - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      byte[] blob = known[i];
      known[i] = known[other];
      known[other] = blob;
    }
  }

  private int next() {
    next = (next + 1) & (ASKED - 1);
    return next;
  }

  /** The table alone. */
  @Benchmark
  public Object lookUp() {
    return table.find(prints[next()]);
  }

  /** From the key as the client offers it, its SHA-256 included. */
  @Benchmark
  public Object ofOfferedKey() {
    return table.find(Fingerprint.ofBlob(known[next()]));
  }

  @Benchmark
  public Object unknownKey() {
    return table.find(Fingerprint.ofBlob(unknown[next()]));
  }
}
