package dev.postern.transparency.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTest {

  /** The example of Go's sumdb/note. */
  private static final String KEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

  private static final String SECRET =
      "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

  private static final String TEXT =
      "If you think cryptography is the answer to your problem,\n"
          + "then you don't know what your problem is.\n";

  private static final String NOTE =
      TEXT
          + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdng"
          + "otpRZb6KE6RyyBwJnAM=\n";

  @Test
  void theExampleOfGoIsSignedAndVerified() {
    assertThat(NoteSigner.parse(SECRET).sign(TEXT)).isEqualTo(NOTE);
    assertThat(SignedNote.parse(NOTE).isSignedBy(NoteKey.parse(KEY))).isTrue();
    assertThat(NoteSigner.parse(SECRET).key()).hasToString(KEY);
    assertThat(NoteSigner.parse(SECRET).secret()).isEqualTo(SECRET);
  }

  @Test
  void aSignatureOfAWitnessMakesNoDifference() {
    String cosigned = NOTE + "— witness.example mJirIklzqv5v9Hf4rV0u8eUEEhVJ\n";
    assertThat(SignedNote.parse(cosigned).isSignedBy(NoteKey.parse(KEY))).isTrue();
  }

  @Test
  void anotherTextOrKeyIsNotSigned() {
    SignedNote changed = SignedNote.parse(NOTE.replace("answer", "Answer"));
    assertThat(changed.isSignedBy(NoteKey.parse(KEY))).isFalse();
    NoteKey other = NoteSigner.generate("PeterNeumann").key();
    assertThat(SignedNote.parse(NOTE).isSignedBy(other)).isFalse();
    assertThat(SignedNote.parse(NOTE).isSignedBy(NoteKey.parse(KEY).named("Peter"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a\n",
        "a\n\n",
        "a\n\nb\n",
        "a\n\n— b\n",
        "a\n\n— b !\n",
        "a\n\n— b AAAA\n",
        "a\n\n— b AAAAAAAA"
      })
  void whatIsNoNoteIsRefused(String text) {
    assertThatThrownBy(() -> SignedNote.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no signed note");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "PeterNeumann",
        "PeterNeumann+c74f20a3+",
        "PeterNeumann+c74f20a3+!",
        "PeterNeumann+00000000+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+AhPc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
      })
  void whatIsNoKeyIsRefused(String text) {
    assertThatThrownBy(() -> NoteKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NoteSigner.parse("PRIVATE+KEY+" + text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("ARpc2QcU");
  }

  @Test
  void aCheckpointIsThatOfItsOriginAndKey() {
    NoteSigner signer = NoteSigner.generate(Origin.ofCluster("test"));
    Checkpoint checkpoint = new Checkpoint(new Origin("test", "postern.keys", 3), 12, new byte[32]);
    String note = checkpoint.sign(signer);
    assertThat(note)
        .startsWith("postern/test/postern.keys/3\n12\nAAAAAAAA")
        .contains("\n\n— postern/test/postern.keys/3 ");
    Checkpoint read = Checkpoint.verified(note, signer.key());
    assertThat(read.origin()).isEqualTo(checkpoint.origin());
    assertThat(read.size()).isEqualTo(12);
    for (String wrong :
        List.of(note.replace("\n12\n", "\n13\n"), note.replace("keys/3", "keys/4"))) {
      assertThatThrownBy(() -> Checkpoint.verified(wrong, signer.key()))
          .hasMessageContaining("is not signed by the key postern/test+");
    }
  }
}
