package dev.postern.key.validation;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/** NIST's prime curves of RFC 5656. Their cofactor is 1, so every point on them is a key. */
enum Curve {
  NISTP256("nistp256", "secp256r1", "1.2.840.10045.3.1.7"),
  NISTP384("nistp384", "secp384r1", "1.3.132.0.34"),
  NISTP521("nistp521", "secp521r1", "1.3.132.0.35");

  private static final int UNCOMPRESSED = 4;

  private final String sshName;
  private final String oid;
  private final BigInteger p;
  private final BigInteger a;
  private final BigInteger b;

  Curve(String sshName, String javaName, String oid) {
    ECParameterSpec spec = parameters(javaName);
    this.sshName = sshName;
    this.oid = oid;
    this.p = ((ECFieldFp) spec.getCurve().getField()).getP();
    this.a = spec.getCurve().getA();
    this.b = spec.getCurve().getB();
  }

  private static ECParameterSpec parameters(String javaName) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(javaName));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform lacks " + javaName, e);
    }
  }

  /** By its object identifier in dotted decimal. */
  static Optional<Curve> ofOid(String oid) {
    return Arrays.stream(values()).filter(curve -> curve.oid.equals(oid)).findFirst();
  }

  String sshName() {
    return sshName;
  }

  int bits() {
    return p.bitLength();
  }

  /** Whether the octets are an uncompressed point (SEC 1 section 2.3.3) that lies on the curve. */
  boolean has(byte[] point) {
    int size = (bits() + 7) / 8;
    if (point.length != 1 + 2 * size || point[0] != UNCOMPRESSED) {
      return false;
    }
    BigInteger x = x(point);
    BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 1 + size, point.length));
    return x.compareTo(p) < 0 && y.compareTo(p) < 0 && y.multiply(y).mod(p).equals(ySquared(x));
  }

  BigInteger x(byte[] point) {
    return new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + (bits() + 7) / 8));
  }

  private BigInteger ySquared(BigInteger x) {
    return x.multiply(x).add(a).multiply(x).add(b).mod(p);
  }
}
