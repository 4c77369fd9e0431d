package dev.postern.system;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

/** Tokens with the right claims that another issuer signed, or that are not signed. */
final class ForeignTokens {

  private static final String CLAIMS =
      """
      {"iss":"http://localhost:%d","aud":["credential-service","key-service","ip-service",
       "notification-service"],"account":"demo","roles":["user","platform","operator"],
       "sub":"demo","exp":%d}\
      """
          .formatted(Postern.port(8085), Instant.now().plusSeconds(3600).getEpochSecond());

  private ForeignTokens() {}

  static String token() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      String signed = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + encode(CLAIMS);
      return signed + "." + sign(generator.generateKeyPair().getPrivate(), signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String unsigned() {
    return encode("{\"alg\":\"none\"}") + "." + encode(CLAIMS) + ".";
  }

  private static String sign(PrivateKey key, String text) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key);
    signature.update(text.getBytes(StandardCharsets.US_ASCII));
    return encode(signature.sign());
  }

  private static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
