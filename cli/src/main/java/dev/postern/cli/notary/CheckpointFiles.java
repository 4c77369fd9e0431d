package dev.postern.cli.notary;

import dev.postern.audit.log.UnreadableLogException;
import dev.postern.transparency.note.Checkpoint;
import dev.postern.transparency.note.NoteKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checkpoints that an auditor kept: files, and folders of them. */
final class CheckpointFiles {

  private CheckpointFiles() {}

  /**
   * @throws UnreadableLogException with a sentence, when one cannot be read or is not signed by
   *     that key
   */
  static List<Checkpoint> read(List<Path> paths, NoteKey key) {
    List<Checkpoint> checkpoints = new ArrayList<>();
    for (Path path : paths) {
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          checkpoints.add(checkpoint(file, key));
        }
      } catch (IOException e) {
        throw new UnreadableLogException(
            "The checkpoint " + path + " cannot be read. Check its path and rights.", e);
      }
    }
    return checkpoints;
  }

  private static Checkpoint checkpoint(Path file, NoteKey key) throws IOException {
    try {
      return Checkpoint.verified(Files.readString(file), key);
    } catch (IllegalArgumentException e) {
      throw new UnreadableLogException(file + ": " + e.getMessage() + ".", e);
    }
  }
}
