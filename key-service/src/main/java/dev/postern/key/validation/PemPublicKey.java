package dev.postern.key.validation;

import java.util.HexFormat;

/** Public keys in DER: SubjectPublicKeyInfo (RFC 5280) and PKCS#1's RSAPublicKey (RFC 8017). */
final class PemPublicKey {

  private static final String RSA = "2a864886f70d010101";
  private static final String EC = "2a8648ce3d0201";
  private static final String ED25519 = "2b6570";

  private PemPublicKey() {}

  static KeyMaterial ofInfo(byte[] der) throws RejectedKeyException {
    DerReader outer = new DerReader(der);
    DerReader info = outer.sequence();
    outer.end();
    DerReader algorithm = info.sequence();
    byte[] key = info.bits();
    info.end();
    return switch (oid(algorithm)) {
      case RSA -> {
        algorithm.take(DerReader.NULL);
        algorithm.end();
        yield ofRsa(key);
      }
      case EC -> elliptic(algorithm, key);
      case ED25519 -> {
        algorithm.end();
        yield KeyMaterial.point(KeyType.ED25519, key);
      }
      default -> throw KeyLine.unknownType();
    };
  }

  static KeyMaterial ofRsa(byte[] der) throws RejectedKeyException {
    DerReader outer = new DerReader(der);
    DerReader key = outer.sequence();
    outer.end();
    var modulus = key.positive();
    var exponent = key.positive();
    key.end();
    return KeyMaterial.rsa(exponent, modulus);
  }

  private static KeyMaterial elliptic(DerReader algorithm, byte[] point)
      throws RejectedKeyException {
    KeyType type =
        Curve.ofOid(oid(algorithm)).flatMap(KeyType::of).orElseThrow(KeyLine::unknownType);
    algorithm.end();
    return KeyMaterial.point(type, point);
  }

  private static String oid(DerReader reader) throws RejectedKeyException {
    return HexFormat.of().formatHex(reader.take(DerReader.OBJECT_IDENTIFIER));
  }
}
