package dev.postern.umac;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.mac.Mac;

/**
 * OpenSSH's {@code umac-64} and {@code umac-128}, which the library lacks: the nonce is the
 * packet's sequence number.
 */
public enum UmacFactory implements NamedFactory<Mac> {
  UMAC_64_ETM("umac-64-etm@openssh.com", 8),
  UMAC_128_ETM("umac-128-etm@openssh.com", 16),
  UMAC_64("umac-64@openssh.com", 8),
  UMAC_128("umac-128@openssh.com", 16);

  private static final int KEY_LENGTH = 16;

  private final String sshName;
  private final int tagLength;

  UmacFactory(String sshName, int tagLength) {
    this.sshName = sshName;
    this.tagLength = tagLength;
  }

  @Override
  public String getName() {
    return sshName;
  }

  @Override
  public Mac create() {
    return new PacketMac(sshName, tagLength);
  }

  /** The library gives the sequence number first, then the packet. */
  private static final class PacketMac implements Mac {

    private final String sshName;
    private final int tagLength;
    private final Packet packet = new Packet();
    private long sequence;
    private Umac umac;

    PacketMac(String sshName, int tagLength) {
      this.sshName = sshName;
      this.tagLength = tagLength;
    }

    @Override
    public void init(byte[] key) throws GeneralSecurityException {
      umac = new Umac(key, tagLength);
    }

    @Override
    public void updateUInt(long number) {
      sequence = number;
      packet.reset();
    }

    @Override
    public void update(byte[] bytes, int start, int length) {
      packet.write(bytes, start, length);
    }

    @Override
    public void doFinal(byte[] into, int offset) throws GeneralSecurityException {
      byte[] tag = umac.tag(sequence, packet.octets(), packet.size());
      System.arraycopy(tag, 0, into, offset, tagLength);
    }

    @Override
    public String getAlgorithm() {
      return sshName;
    }

    @Override
    public int getBlockSize() {
      return tagLength;
    }

    @Override
    public int getDefaultBlockSize() {
      return KEY_LENGTH;
    }

    @Override
    public boolean isEncryptThenMac() {
      return sshName.contains("-etm@");
    }
  }

  /** Gives its octets without a copy. */
  private static final class Packet extends ByteArrayOutputStream {

    byte[] octets() {
      return buf;
    }
  }
}
