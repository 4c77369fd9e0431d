package dev.postern.deploy.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig2026;
import dev.postern.deploy.render.Project;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rotation of the README: nothing that was sealed on the way is lost, and the old key ends. */
class SealingKeysTest {

  private static final Configuration TINK = HybridConfig2026.get();
  private static final byte[] CONTEXT = "context".getBytes(UTF_8);
  private static final byte[] PASSWORD = "password".getBytes(UTF_8);

  @TempDir static Path classes;
  private static Method main;

  @TempDir Path folder;
  private Path privateSet;
  private Path publicSet;

  /** The program is a source file that is run as it is, so that a site needs no build of it. */
  @BeforeAll
  static void compile() throws Exception {
    var errors = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                errors,
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Project.manifests().resolve("secrets/SealingKeys.java").toString());
    assertThat(status).as(errors.toString(UTF_8)).isZero();
    var loader =
        new URLClassLoader(
            new URL[] {classes.toUri().toURL()}, SealingKeysTest.class.getClassLoader());
    main = loader.loadClass("SealingKeys").getMethod("main", String[].class);
  }

  @BeforeEach
  void make() throws Exception {
    privateSet = folder.resolve("private.json");
    publicSet = folder.resolve("public.json");
    keys("make");
    publish();
  }

  @Test
  void whatIsSealedBeforeDuringAndAfterARotationOpens() throws Exception {
    byte[] before = seal();
    keys("add");
    assertThat(open(before)).isEqualTo(PASSWORD);
    assertThat(open(seal())).isEqualTo(PASSWORD);

    publish();

    assertThat(open(before)).isEqualTo(PASSWORD);
    assertThat(open(seal())).isEqualTo(PASSWORD);
  }

  @Test
  void theDestroyedKeyOpensNothing() throws Exception {
    byte[] before = seal();
    keys("add");
    publish();
    byte[] after = seal();

    keys("drop-old");

    assertThat(open(after)).isEqualTo(PASSWORD);
    assertThatThrownBy(() -> open(before)).isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void keysThatAreThereAreNotOverwrittenAndNobodyElseReadsThem() throws Exception {
    String before = Files.readString(privateSet);

    assertThatThrownBy(() -> keys("make")).hasCauseInstanceOf(IOException.class);

    assertThat(Files.readString(privateSet)).isEqualTo(before);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(privateSet)))
        .isEqualTo("rw-------");
  }

  private void keys(String command) throws Exception {
    main.invoke(null, (Object) new String[] {command, privateSet.toString()});
  }

  private void publish() throws Exception {
    String[] arguments = {"publish", privateSet.toString(), publicSet.toString()};
    main.invoke(null, (Object) arguments);
  }

  private byte[] seal() throws Exception {
    return TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(Files.readString(publicSet), TINK)
        .getPrimitive(TINK, HybridEncrypt.class)
        .encrypt(PASSWORD, CONTEXT);
  }

  private byte[] open(byte[] sealed) throws GeneralSecurityException, IOException {
    return TinkJsonProtoKeysetFormat.parseKeyset(
            Files.readString(privateSet), TINK, InsecureSecretKeyAccess.get())
        .getPrimitive(TINK, HybridDecrypt.class)
        .decrypt(sealed, CONTEXT);
  }
}
