package dev.postern.notary;

import dev.postern.backends.files.TemporaryFolder;
import dev.postern.transparency.note.NoteSigner;
import dev.postern.transparency.note.Origin;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A key and empty folders for a notary under test, which signs four times a second. */
public class NotaryFolders implements QuarkusTestResourceLifecycleManager {

  private TemporaryFolder folder;

  @Override
  public Map<String, String> start() {
    folder = TemporaryFolder.create("postern-notary");
    Path key = folder.path().resolve("key");
    try {
      Files.writeString(key, NoteSigner.generate(Origin.ofCluster("test")).secret());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "postern.notary.cluster", "test",
        "postern.notary.signing-key", key.toString(),
        "postern.notary.folder", folder.path().resolve("trees").toString(),
        "postern.notary.checkpoint-folder", folder.path().resolve("published").toString(),
        "postern.notary.every", "PT0.25S");
  }

  @Override
  public void stop() {
    folder.close();
  }
}
