package dev.postern.notification.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SecretContextTest {

  @Test
  void bindsReferenceContainerGenerationAndAccount() {
    byte[] info = new SecretContext("r1", "c7k2m9", 3, "demo").info();

    assertThat(new String(info, StandardCharsets.UTF_8))
        .isEqualTo("postern-secret-v1\nr1\nc7k2m9\n3\ndemo");
  }

  @Test
  void aPlaintextIsWipedAndNeverPrinted() {
    byte[] bytes = "secret".getBytes(StandardCharsets.US_ASCII);
    Plaintext plaintext = Plaintext.takeOwnershipOf(bytes);

    plaintext.close();

    assertThat(bytes).containsOnly(0);
    assertThat(plaintext).hasToString("Plaintext[redacted]");
  }
}
