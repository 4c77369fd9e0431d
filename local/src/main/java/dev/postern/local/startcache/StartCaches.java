package dev.postern.local.startcache;

import dev.postern.backends.files.FileTrees;
import dev.postern.backends.files.PrivateFiles;
import dev.postern.local.instance.Instance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The caches of an instance, in its data: {@code down --wipe} removes them with all else. */
public final class StartCaches {

  /** With which a JVM can write its cache later; also stands in the script. */
  static final String RECORDING = "-XX:+RecordDynamicDumpInfo";

  /** All caches together, with room to spare. */
  private static final long SPACE = 2L << 30;

  /** Set while programs run that will write theirs before they end. */
  private static final String EXPECTED = "expected";

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

  Jdk jdk() {
    return jdk;
  }

  StartCache of(Program program) {
    return StartCache.of(folder, program, jdk);
  }

  /**
   * The options that start a program with its cache, or so that it can write one, where there is
   * none that fits.
   */
  public List<String> options(Program program) {
    if (!jdk.caches()) {
      return List.of();
    }
    return isWhole(program) ? of(program).options() : List.of(RECORDING);
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

  /** Whether the running product records caches before it ends. */
  public boolean areExpected() {
    return Files.exists(folder.resolve(EXPECTED));
  }

  void expect() {
    if (hasRoom()) {
      PrivateFiles.write(folder.resolve(EXPECTED), "");
    }
  }

  /** Has the running product record none: its data is removed next. */
  public void renounce() {
    FileTrees.delete(folder.resolve(EXPECTED));
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
  void publish(Program program) {
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
