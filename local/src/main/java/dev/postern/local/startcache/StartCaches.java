package dev.postern.local.startcache;

import dev.postern.backends.files.FileTrees;
import dev.postern.backends.files.PrivateFiles;
import dev.postern.backends.processes.Command;
import dev.postern.local.instance.Instance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The caches of an instance, in its data: {@code down --wipe} removes them with all else. */
public final class StartCaches {

  /** With which a JVM writes its cache when it ends; also stands in the script. */
  static final String RECORDING = "-XX:ArchiveClassesAtExit=";

  /** All caches together, with room to spare. */
  private static final long SPACE = 2L << 30;

  private static final Duration CHECKED_WITHIN = Duration.ofSeconds(30);

  /** Names what the launcher writes when it ends, from when the product has done its main job. */
  private static final String EXPECTED = "expected";

  /** Stands there where the launcher has a cache already. */
  private static final String OTHERS = "those of others";

  private final Path folder;
  private final Jdk jdk;
  private final long space;
  private final Consumer<String> note;

  /**
   * @param note gets a line where a cache cannot be used
   */
  public StartCaches(Instance instance, Consumer<String> note) {
    this(instance.data().resolve("start-caches"), Jdk.current(), SPACE, note);
  }

  StartCaches(Path folder, Jdk jdk, long space, Consumer<String> note) {
    this.folder = folder;
    this.jdk = jdk;
    this.space = space;
    this.note = note;
  }

  StartCache of(Program program) {
    return StartCache.of(folder, program, jdk);
  }

  /**
   * The options that start a program with its cache, or so that it writes one when it ends, where
   * there is none that fits.
   */
  public List<String> options(Program program) {
    if (!jdk.caches()) {
      return List.of();
    }
    if (isWhole(program)) {
      return of(program).options();
    }
    return hasRoom() ? List.of(RECORDING + of(program).unfinished()) : List.of();
  }

  /** The file that a JVM with these options writes when it ends. */
  static Optional<Path> recording(List<String> options) {
    return options.stream()
        .filter(option -> option.startsWith(RECORDING))
        .map(option -> Path.of(option.substring(RECORDING.length())))
        .findFirst();
  }

  private boolean isWhole(Program program) {
    StartCache cache = of(program);
    StartCache.State state = cache.state();
    if (state == StartCache.State.DAMAGED) {
      note.accept("the start cache of " + program.name() + " is damaged; it is recorded once more");
      remove(cache);
    }
    return state == StartCache.State.WHOLE;
  }

  private static void remove(StartCache cache) {
    try {
      cache.remove();
    } catch (IOException e) {
      // It is not used, and the new one replaces it.
    }
  }

  /**
   * Takes over what a JVM wrote when it ended, and says so where it did not: it was killed, or the
   * disk was full.
   */
  void adopt(Program program, Path written) {
    try {
      if (Files.exists(written) && isSound(program, written)) {
        of(program).finish(written);
        return;
      }
      Files.deleteIfExists(written);
      note.accept("no start cache of " + program.name() + " was written");
    } catch (IOException | UncheckedIOException e) {
      note.accept("no start cache of " + program.name() + ": " + e.getMessage());
    }
  }

  /** Asks the JVM, which keeps sums of its own: it ends with an error where one does not match. */
  private boolean isSound(Program program, Path written) {
    List<String> command = new ArrayList<>(List.of(jdk.program("java")));
    command.addAll(program.options());
    command.addAll(
        List.of(
            "-XX:SharedArchiveFile=" + written,
            "-Xshare:on",
            "-XX:+VerifySharedSpaces",
            "-cp",
            program.classPath(),
            "-version"));
    return Command.of(command).within(CHECKED_WITHIN).run().succeeded();
  }

  /** Takes over what the launcher wrote, which has ended; and tells the script how it starts it. */
  public void adoptExpected(Program launcher) {
    expected()
        .filter(written -> !written.equals(OTHERS))
        .ifPresent(
            written -> {
              adopt(launcher, Path.of(written));
              publishWhole(launcher);
            });
    renounce();
    removeUnfinished();
  }

  /** Whether the running product records caches when it ends. */
  public boolean areExpected() {
    return expected().isPresent();
  }

  /** Empty where no cache is expected. */
  private Optional<String> expected() {
    return PrivateFiles.read(folder.resolve(EXPECTED)).map(String::strip);
  }

  /**
   * @param launcher what it writes; empty where it has a cache already, and others write theirs
   */
  void expect(Optional<Path> launcher) {
    PrivateFiles.write(
        folder.resolve(EXPECTED), launcher.map(Path::toString).orElse(OTHERS) + "\n");
  }

  /** Has the running product keep nothing of what it records: its data is removed next. */
  public void renounce() {
    FileTrees.delete(folder.resolve(EXPECTED));
  }

  /** What a JVM has not finished, whoever it was, or of a run that did not do its main job. */
  private void removeUnfinished() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> file.toString().endsWith(StartCache.UNFINISHED))
          .forEach(FileTrees::delete);
    } catch (IOException e) {
      // It is not used, and the next one replaces it.
    }
  }

  /** Whether caches can be written: not onto a disk that is nearly full. */
  boolean hasRoom() {
    try {
      PrivateFiles.folder(folder);
      return Files.isWritable(folder) && Files.getFileStore(folder).getUsableSpace() >= space;
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  /**
   * Tells the script with which options it starts a program from now on: a file of arguments for
   * {@code java} of that release. The script looks at neither jars nor sums; a JVM leaves out a
   * cache of other jars.
   */
  void publishWhole(Program program) {
    if (of(program).state() != StartCache.State.WHOLE) {
      return;
    }
    StringBuilder text = new StringBuilder();
    Stream.concat(program.options().stream(), of(program).options().stream())
        .forEach(option -> text.append('"').append(escaped(option)).append("\"\n"));
    PrivateFiles.write(published(program), text.toString());
  }

  private static String escaped(String option) {
    return option.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private Path published(Program program) {
    return folder.resolve(program.name() + "-" + jdk.feature() + ".options");
  }

  /** Has the script start the program without a cache, where the one it has is not whole. */
  public void checkPublished(Program program) {
    if (jdk.caches() && Files.exists(published(program)) && !isWhole(program)) {
      FileTrees.delete(published(program));
    }
  }
}
