package dev.postern.key.validation;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Public keys in DER: SubjectPublicKeyInfo (RFC 5280) and PKCS#1's RSAPublicKey (RFC 8017). */
final class PemPublicKey {

  private static final String RSA = "1.2.840.113549.1.1.1";
  private static final String EC = "1.2.840.10045.2.1";
  private static final String ED25519 = "1.3.101.112";
  private static final String DSA = "1.2.840.10040.4.1";
  private static final String ED448 = "1.3.101.113";
  private static final String X25519 = "1.3.101.110";
  private static final String RSA_PSS = "1.2.840.113549.1.1.10";

  private PemPublicKey() {}

  static KeyMaterial ofInfo(byte[] der) throws RejectedKeyException {
    SubjectPublicKeyInfo info = read(der, SubjectPublicKeyInfo::getInstance);
    ASN1Encodable parameters = info.getAlgorithm().getParameters();
    byte[] key = octets(info.getPublicKeyData());
    return switch (info.getAlgorithm().getAlgorithm().getId()) {
      case RSA -> {
        require(DERNull.INSTANCE.equals(parameters));
        yield ofRsa(key);
      }
      case EC -> elliptic(parameters, key);
      case ED25519 -> {
        require(parameters == null);
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
    RSAPublicKey key = read(der, RSAPublicKey::getInstance);
    require(key.getModulus().signum() > 0 && key.getPublicExponent().signum() > 0);
    return KeyMaterial.rsa(key.getPublicExponent(), key.getModulus());
  }

  private static KeyMaterial elliptic(ASN1Encodable parameters, byte[] point)
      throws RejectedKeyException {
    if (parameters instanceof ASN1ObjectIdentifier curve) {
      KeyType type =
          Curve.ofOid(curve.getId())
              .flatMap(KeyType::of)
              .orElseThrow(() -> UnacceptedType.named("ECDSA on another curve than NIST's"));
      return KeyMaterial.point(type, point);
    }
    throw RejectedKeyException.malformed();
  }

  /**
   * BouncyCastle reads BER too, and a negative number as a positive one. So a key is accepted only
   * if BouncyCastle writes in DER (X.690) exactly what it read.
   */
  private static <T extends ASN1Object> T read(byte[] der, Function<Object, T> form)
      throws RejectedKeyException {
    try {
      T value = form.apply(ASN1Primitive.fromByteArray(der));
      require(value != null && Arrays.equals(value.getEncoded(ASN1Encoding.DER), der));
      return value;
    } catch (IOException | IllegalArgumentException e) {
      throw RejectedKeyException.malformed();
    }
  }

  private static byte[] octets(ASN1BitString bits) throws RejectedKeyException {
    require(bits.getPadBits() == 0);
    return bits.getOctets();
  }

  private static void require(boolean wellFormed) throws RejectedKeyException {
    if (!wellFormed) {
      throw RejectedKeyException.malformed();
    }
  }
}
