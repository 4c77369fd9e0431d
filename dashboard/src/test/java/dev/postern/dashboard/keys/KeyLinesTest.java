package dev.postern.dashboard.keys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyLinesTest {

  @Test
  void aListHasAKeyALine() {
    assertThat(KeyLines.in("# mine\r\nssh-ed25519 AAAA one\r\n\n  ssh-rsa BBBB two  \n"))
        .containsExactly("ssh-ed25519 AAAA one", "ssh-rsa BBBB two");
  }

  @Test
  void aKeyOfSeveralLinesIsNoList() {
    assertThat(KeyLines.in("-----BEGIN PUBLIC KEY-----\nMIIB\nIjAN\n-----END PUBLIC KEY-----\n"))
        .isEmpty();
    assertThat(KeyLines.in("---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----"))
        .isEmpty();
  }

  @Test
  void nothingIsNoList() {
    assertThat(KeyLines.in(null)).isEmpty();
    assertThat(KeyLines.in(" \n\n")).isEmpty();
  }
}
