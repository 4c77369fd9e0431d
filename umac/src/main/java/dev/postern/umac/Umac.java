package dev.postern.umac;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * UMAC (RFC 4418) with AES-128 and a nonce of 8 bytes, of one message of at most 16 MiB. Written
 * for being right and not for speed: few containers offer nothing else.
 */
final class Umac {

  private static final int KEY = 16;
  private static final int CHUNK = 1024;
  private static final int L2_KEY = 24;
  private static final int L3_KEY = 64;
  private static final int WORDS_OF_A_STEP = 8;
  private static final long MASK_64 = 0x01ffffff01ffffffL;
  private static final long PRIME_36 = (1L << 36) - 5;
  private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);
  private static final BigInteger PRIME_64 = TWO_64.subtract(BigInteger.valueOf(59));
  private static final BigInteger MARKER = PRIME_64.subtract(BigInteger.ONE);

  /** Words from here on are hashed in two steps, since they may be above the prime. */
  private static final BigInteger WORD_RANGE = TWO_64.subtract(BigInteger.ONE.shiftLeft(32));

  private final int tagLength;
  private final Cipher pad;
  private final int[] nhKey;
  private final ByteBuffer polyKey;
  private final ByteBuffer innerProductKey;
  private final ByteBuffer lastKey;

  /**
   * @param tagLength 8 or 16
   */
  Umac(byte[] key, int tagLength) throws GeneralSecurityException {
    int rounds = tagLength / Integer.BYTES;
    Cipher aes = aes(Arrays.copyOf(key, KEY));
    this.tagLength = tagLength;
    this.pad = aes(derived(aes, 0, KEY).array());
    this.nhKey = new int[(CHUNK + (rounds - 1) * KEY) / Integer.BYTES];
    derived(aes, 1, nhKey.length * Integer.BYTES).asIntBuffer().get(nhKey);
    this.polyKey = derived(aes, 2, rounds * L2_KEY);
    this.innerProductKey = derived(aes, 3, rounds * L3_KEY);
    this.lastKey = derived(aes, 4, rounds * Integer.BYTES);
  }

  private static Cipher aes(byte[] key) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
    return cipher;
  }

  /** Section 3.2.1. */
  private static ByteBuffer derived(Cipher aes, long index, int length)
      throws GeneralSecurityException {
    ByteBuffer counters = ByteBuffer.allocate((length + KEY - 1) / KEY * KEY);
    for (long i = 1; counters.hasRemaining(); i++) {
      counters.putLong(index).putLong(i);
    }
    return ByteBuffer.wrap(Arrays.copyOf(aes.doFinal(counters.array()), length));
  }

  byte[] tag(long nonce, byte[] message, int length) throws GeneralSecurityException {
    byte[] tag = pad(nonce);
    for (int round = 0; round < tagLength / Integer.BYTES; round++) {
      int hash = hash(round, message, length);
      for (int i = 0; i < Integer.BYTES; i++) {
        tag[round * Integer.BYTES + i] ^= (byte) (hash >>> (24 - i * Byte.SIZE));
      }
    }
    return tag;
  }

  /** Section 3.3.1: two tags of 8 bytes share a block. */
  private byte[] pad(long nonce) throws GeneralSecurityException {
    int part = tagLength == KEY ? 0 : (int) (nonce & 1);
    byte[] block = pad.doFinal(ByteBuffer.allocate(KEY).putLong(nonce - part).array());
    return Arrays.copyOfRange(block, part * tagLength, part * tagLength + tagLength);
  }

  /** Section 5.1, one of its iterations. */
  private int hash(int round, byte[] message, int length) {
    int chunks = Math.max(1, (length + CHUNK - 1) / CHUNK);
    long[] first = new long[chunks];
    for (int i = 0; i < chunks; i++) {
      int size = Math.min(CHUNK, length - i * CHUNK);
      first[i] = nh(round, message, i * CHUNK, size) + (long) size * Byte.SIZE;
    }
    BigInteger second = length <= CHUNK ? unsigned(first[0]) : poly(round, first);
    return innerProduct(round, second) ^ lastKey.getInt(round * Integer.BYTES);
  }

  /** Section 5.2.2: words of the message are little-endian, those of the key are not. */
  private long nh(int round, byte[] message, int at, int size) {
    int step = WORDS_OF_A_STEP * Integer.BYTES;
    ByteBuffer words =
        ByteBuffer.allocate(Math.max(1, (size + step - 1) / step) * step)
            .order(ByteOrder.LITTLE_ENDIAN);
    words.put(0, message, at, size);
    int key = round * KEY / Integer.BYTES;
    long sum = 0;
    for (int i = 0; i < words.capacity() / Integer.BYTES; i += WORDS_OF_A_STEP) {
      for (int j = i; j < i + WORDS_OF_A_STEP / 2; j++) {
        int other = j + WORDS_OF_A_STEP / 2;
        sum +=
            Integer.toUnsignedLong(words.getInt(j * Integer.BYTES) + nhKey[key + j])
                * Integer.toUnsignedLong(words.getInt(other * Integer.BYTES) + nhKey[key + other]);
      }
    }
    return sum;
  }

  /** Sections 5.3.1 and 5.3.2. */
  private BigInteger poly(int round, long[] words) {
    BigInteger key = unsigned(polyKey.getLong(round * L2_KEY) & MASK_64);
    BigInteger y = BigInteger.ONE;
    for (long signed : words) {
      BigInteger word = unsigned(signed);
      if (word.compareTo(WORD_RANGE) >= 0) {
        y = key.multiply(y).add(MARKER).mod(PRIME_64);
        word = word.subtract(TWO_64.subtract(PRIME_64));
      }
      y = key.multiply(y).add(word).mod(PRIME_64);
    }
    return y;
  }

  /** Section 5.4: of the 16 bytes of the hash before it, the upper 8 are zero. */
  private int innerProduct(int round, BigInteger before) {
    long value = before.longValue();
    long sum = 0;
    for (int i = 4; i < 8; i++) {
      long key = Long.remainderUnsigned(innerProductKey.getLong(round * L3_KEY + i * 8), PRIME_36);
      sum += (value >>> (7 - i) * 16 & 0xffff) * key % PRIME_36;
    }
    return (int) (sum % PRIME_36);
  }

  private static BigInteger unsigned(long number) {
    BigInteger signed = BigInteger.valueOf(number);
    return number < 0 ? signed.add(TWO_64) : signed;
  }
}
