package dev.postern.local.up;

import dev.postern.backends.files.FileTrees;
import dev.postern.backends.files.PrivateFiles;
import dev.postern.backends.processes.ProcessIdentity;
import dev.postern.local.instance.Instance;
import java.nio.file.Path;
import java.util.Optional;

/** The mark of a launcher that has started everything and passed the smoke test. */
public final class ReadyMark {

  private final Path file;
  private volatile boolean set;

  public ReadyMark(Instance instance) {
    this.file = instance.data().resolve("ready");
  }

  void set() {
    set = true;
    ProcessIdentity.of(ProcessHandle.current().pid())
        .ifPresent(self -> PrivateFiles.write(file, self.text() + "\n"));
  }

  void unset() {
    set = false;
    FileTrees.delete(file);
  }

  /** Whether this process became ready. */
  boolean isSet() {
    return set;
  }

  /** Whether this very launcher is the one that became ready. */
  public boolean is(ProcessIdentity launcher) {
    Optional<ProcessIdentity> marked = PrivateFiles.read(file).flatMap(ProcessIdentity::parse);
    return marked.filter(launcher::equals).isPresent();
  }
}
