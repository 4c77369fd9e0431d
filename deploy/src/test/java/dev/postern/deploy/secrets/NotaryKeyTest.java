package dev.postern.deploy.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.deploy.render.Project;
import dev.postern.transparency.note.NoteKey;
import dev.postern.transparency.note.NoteSigner;
import dev.postern.transparency.note.SignedNote;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key that a site makes is one that the notary signs with and auditors verify with. */
class NotaryKeyTest {

  @TempDir static Path classes;
  private static Method main;

  @TempDir Path folder;

  /** The program is a source file that is run as it is. */
  @BeforeAll
  static void compile() throws Exception {
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Project.manifests().resolve("secrets/NotaryKey.java").toString());
    assertThat(status).isZero();
    var loader =
        new URLClassLoader(
            new URL[] {classes.toUri().toURL()}, NotaryKeyTest.class.getClassLoader());
    main = loader.loadClass("NotaryKey").getMethod("main", String[].class);
  }

  @Test
  void whatItSignsIsVerified() throws Exception {
    make();

    Path secret = folder.resolve("notary-signing-key");
    NoteSigner signer = NoteSigner.parse(Files.readString(secret));
    NoteKey key = NoteKey.parse(Files.readString(folder.resolve("notary-verifier-key")));
    assertThat(key.name()).isEqualTo("postern/prod");
    assertThat(SignedNote.parse(signer.sign("a\n")).isSignedBy(key)).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
  }

  @Test
  void aKeyThatIsThereIsNotReplaced() throws Exception {
    make();

    assertThatThrownBy(this::make).hasCauseInstanceOf(FileAlreadyExistsException.class);
  }

  private void make() throws Exception {
    main.invoke(null, (Object) new String[] {"prod", folder.toString()});
  }
}
