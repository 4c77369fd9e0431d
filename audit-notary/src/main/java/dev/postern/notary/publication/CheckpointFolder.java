package dev.postern.notary.publication;

import dev.postern.notary.publication.Publications.Place;
import dev.postern.notary.publication.Publications.Signed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A folder: {@code ORIGIN/SIZE}, a file for each checkpoint, none ever replaced by another. */
final class CheckpointFolder implements Place {

  private final Path folder;

  CheckpointFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  public String name() {
    return folder.toString();
  }

  @Override
  public void take(Signed checkpoint) throws IOException {
    Path log = folder.resolve(checkpoint.origin().toString());
    Files.createDirectories(log);
    Path file = log.resolve(Long.toString(checkpoint.size()));
    Path next = log.resolve(checkpoint.size() + ".next");
    Files.writeString(next, checkpoint.note());
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
