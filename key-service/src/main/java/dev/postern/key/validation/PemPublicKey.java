package dev.postern.key.validation;

import java.util.HexFormat;

/** Public keys in DER: SubjectPublicKeyInfo (RFC 5280) and PKCS#1's RSAPublicKey (RFC 8017). */
final class PemPublicKey {

  private static final String RSA = "2a864886f70d010101";
  private static final String EC = "2a8648ce3d0201";
  private static final String ED25519 = "2b6570";
  private static final String DSA = "2a8648ce380401";
  private static final String ED448 = "2b6571";
  private static final String X25519 = "2b656e";
  private static final String RSA_PSS = "2a864886f70d01010a";

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
      case DSA -> throw UnacceptedType.dsa();
      case ED448 -> throw UnacceptedType.named("Ed448");
      case X25519 -> throw UnacceptedType.named("X25519 (it encrypts and does not sign)");
      case RSA_PSS -> throw UnacceptedType.named("RSASSA-PSS");
      default -> throw UnacceptedType.unknown();
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
        Curve.ofOid(oid(algorithm))
            .flatMap(KeyType::of)
            .orElseThrow(() -> UnacceptedType.named("ECDSA on another curve than NIST's"));
    algorithm.end();
    return KeyMaterial.point(type, point);
  }

  private static String oid(DerReader reader) throws RejectedKeyException {
    return HexFormat.of().formatHex(reader.take(DerReader.OBJECT_IDENTIFIER));
  }
}
