package dev.postern.backends.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PublicKeyLineTest {

  private static final String LINE =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILbqKIYWYfV9uzmAiM9fD8rNEdCCZV++MaSmTbmqI6j2";

  @Test
  void theFingerprintIsTheOneThatOpenSshPrints() {
    // Given
    PublicKeyLine key = PublicKeyLine.parse(LINE + " a comment\n");

    // When
    String fingerprint = key.fingerprint();

    // Then
    assertThat(key.type()).isEqualTo("ssh-ed25519");
    assertThat(fingerprint).isEqualTo("SHA256:q3b1/lo0bPVIy6uKNUKc//IneCvYdKifOv+CZDq9Nj4");
  }

  @Test
  void theCommentMayBeMissing() {
    assertThat(PublicKeyLine.parse(LINE)).isEqualTo(PublicKeyLine.parse(LINE + " me@here"));
  }

  @Test
  void aLineWithoutAKeyIsRefused() {
    assertThatThrownBy(() -> PublicKeyLine.parse("ssh-ed25519"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
