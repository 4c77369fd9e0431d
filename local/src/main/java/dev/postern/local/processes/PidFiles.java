package dev.postern.local.processes;

import dev.postern.backends.files.FileTrees;
import dev.postern.backends.files.PrivateFiles;
import dev.postern.backends.processes.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The processes of a running product, one small file each in the instance's {@code run} folder. */
public final class PidFiles {

  /** The pid file of the launcher itself. */
  public static final String LAUNCHER = "launcher";

  private final Path folder;

  public PidFiles(Path folder) {
    this.folder = folder;
  }

  /** Records a running process under a part's name; one that has ended already is skipped. */
  public void write(String name, long pid) {
    PrivateFiles.folder(folder);
    ProcessIdentity.of(pid)
        .ifPresent(identity -> PrivateFiles.write(folder.resolve(name), identity.text() + "\n"));
  }

  public void remove(String name) {
    FileTrees.delete(folder.resolve(name));
  }

  /** The living process of that name. */
  public Optional<ProcessIdentity> living(String name) {
    return PrivateFiles.read(folder.resolve(name))
        .flatMap(ProcessIdentity::parse)
        .filter(ProcessIdentity::isAlive);
  }

  /** Every process that still runs, by name. Files that cannot be read are skipped. */
  public Map<String, ProcessIdentity> living() {
    Map<String, ProcessIdentity> living = new TreeMap<>();
    for (String name : names()) {
      living(name).ifPresent(identity -> living.put(name, identity));
    }
    return living;
  }

  /** Forgets what does not run any more. */
  public void clearEnded() {
    names().stream().filter(name -> living(name).isEmpty()).forEach(this::remove);
  }

  private List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + folder, e);
    }
  }
}
