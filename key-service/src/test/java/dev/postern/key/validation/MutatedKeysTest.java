package dev.postern.key.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of damaged keys, the same ones in every run: an answer for each, and no more. */
@Tag("plain-java")
class MutatedKeysTest {

  private static final long SEED = 20260304;
  private static final int ROUNDS = 4_000;
  private static final long MOST_ALLOCATED = 8L << 20;
  private static final String[] SPLINTERS = {
    "\n",
    "\r",
    "\0",
    "=",
    "-----BEGIN PUBLIC KEY-----\n",
    "---- BEGIN SSH2 PUBLIC KEY ----\n",
    "Comment: \\\n",
    "AAAA",
    "ssh-rsa ",
    "//////",
    "\ud800",
    "\u202e",
    ":",
    "\\",
    " "
  };

  @TempDir static Path folder;

  @Test
  void whateverIsPastedIsAcceptedOrRefusedAndNothingElse() {
    PublicKeyValidator validator =
        new PublicKeyValidator(KeyPolicy.DEFAULT, new BundledBlocklist());
    List<String> seeds = seeds();
    Random random = new Random(SEED);
    int refused = 0;
    var logged = new Logged();
    Logger.getLogger("").addHandler(logged);
    try {
      // Classes and providers are loaded once, not for each key.
      seeds.forEach(seed -> assertThat(isAccepted(validator, seed, -1)).as(seed).isTrue());
      for (int round = 0; round < ROUNDS; round++) {
        String text = mutate(seeds.get(random.nextInt(seeds.size())), random);
        long before = allocated();
        refused += isAccepted(validator, text, round) ? 0 : 1;
        assertThat(allocated() - before).as("round %d", round).isLessThan(MOST_ALLOCATED);
      }
    } finally {
      Logger.getLogger("").removeHandler(logged);
    }

    assertThat(refused).isBetween(ROUNDS / 2, ROUNDS);
    assertThat(logged.lines).as("what is pasted may be a secret").isEmpty();
  }

  /** Everything that is logged, by the library that decodes too. */
  private static final class Logged extends Handler {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord record) {
      lines.add(record.getLevel() + " " + record.getLoggerName() + " " + record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static boolean isAccepted(PublicKeyValidator validator, String text, int round) {
    try {
      SshPublicKey key = validator.validate(text);
      assertThat(key.comment().length()).isLessThanOrEqualTo(Comment.LONGEST);
      assertThat(key.blob()).isNotEmpty();
      return true;
    } catch (RejectedKeyException e) {
      assertThat(e.getMessage()).isNotBlank();
      return false;
    } catch (RuntimeException | Error e) {
      throw new AssertionError("seed " + SEED + ", round " + round, e);
    }
  }

  private static List<String> seeds() {
    KeyPairs keys = new KeyPairs(folder);
    List<String> lines =
        List.of(
            keys.publicKey("demo@laptop", "-t", "ed25519"),
            keys.publicKey("demo@laptop", "-t", "ecdsa", "-b", "256"),
            keys.publicKey("demo@laptop", "-t", "ecdsa", "-b", "521"),
            keys.publicKey("demo@laptop", "-t", "rsa", "-b", "3072"));
    List<String> seeds = new ArrayList<>(lines);
    for (String line : lines) {
      seeds.add(keys.exported(line, "RFC4716"));
    }
    for (String line : lines.subList(1, lines.size())) {
      seeds.add(keys.exported(line, "PKCS8"));
    }
    seeds.add(keys.exported(lines.get(3), "PEM"));
    return seeds;
  }

  private static String mutate(String text, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> splice(text, random);
      case 1 -> flipBlob(text, random);
      case 2 -> text.substring(0, random.nextInt(text.length()));
      default -> flip(text, random);
    };
  }

  private static String splice(String text, Random random) {
    int at = random.nextInt(text.length());
    return text.substring(0, at)
        + SPLINTERS[random.nextInt(SPLINTERS.length)].repeat(1 + random.nextInt(3))
        + text.substring(at + random.nextInt(text.length() - at));
  }

  /** Damages the octets under the base64, where lengths and numbers are. */
  private static String flipBlob(String text, Random random) {
    String[] words = text.split(" ");
    if (!text.startsWith("ssh-") && !text.startsWith("ecdsa-")) {
      return flip(text, random);
    }
    byte[] blob = Base64.getDecoder().decode(words[1]);
    for (int i = 0; i <= random.nextInt(4); i++) {
      blob[random.nextInt(blob.length)] = (byte) random.nextInt(256);
    }
    return words[0] + " " + Base64.getEncoder().encodeToString(blob) + " " + words[2];
  }

  private static String flip(String text, Random random) {
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i <= random.nextInt(5); i++) {
      octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
    }
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  private static long allocated() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }
}
