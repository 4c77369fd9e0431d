package dev.postern.backends.programs;

import dev.postern.backends.processes.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Installs Debian packages as root, without starting what they bring. */
final class DebianPackages {

  private static final Path POLICY = Path.of("/usr/sbin/policy-rc.d");
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Consumer<String> progress;

  DebianPackages(Consumer<String> progress) {
    this.progress = progress;
  }

  @SuppressWarnings("try") // the block is held, not called
  void install(List<String> packages) {
    String names = String.join(" ", packages);
    boolean freshServer = packages.contains("openssh-server") && !HostPrograms.has("sshd");
    progress.accept("Installing " + names + " (no service is started)");
    long start = System.nanoTime();
    try (ServiceStartBlock block = new ServiceStartBlock(POLICY)) {
      installOnce(packages);
    }
    if (freshServer) {
      leaveDisabled();
    }
    progress.accept("Installed " + names + " in " + seconds(start) + " s");
  }

  private void installOnce(List<String> packages) {
    Command.Result first = apt(installing(packages));
    if (first.succeeded()) {
      return;
    }
    if (!listsAreStale(first)) {
      throw failed(first);
    }
    progress.accept("Refreshing the package lists (apt-get update)");
    apt(List.of("update"));
    Command.Result second = apt(installing(packages));
    if (!second.succeeded()) {
      throw failed(second);
    }
  }

  private static List<String> installing(List<String> packages) {
    List<String> words = new ArrayList<>(List.of("install", "-y", "--no-install-recommends"));
    words.addAll(packages);
    return words;
  }

  private static Command.Result apt(List<String> words) {
    List<String> all =
        new ArrayList<>(
            List.of("apt-get", "-q", "-o", "DPkg::Lock::Timeout=60", "-o", "Dpkg::Use-Pty=0"));
    all.addAll(words);
    return Command.of(all)
        .with("DEBIAN_FRONTEND", "noninteractive")
        .with("LC_ALL", "C")
        .within(LIMIT)
        .run();
  }

  /** Never fetched, or so old that the archive no longer has what they name. */
  private static boolean listsAreStale(Command.Result result) {
    String text = result.stderr();
    return text.contains("Unable to locate package")
        || text.contains("has no installation candidate")
        || text.contains("404")
        || text.contains("Failed to fetch");
  }

  static MissingPrerequisitesException failed(Command.Result result) {
    if (result.stderr().contains("dpkg was interrupted")) {
      return new MissingPrerequisitesException(
          "An earlier installation was interrupted. Repair it as root, then run this again: "
              + "dpkg --configure -a");
    }
    if (result.exit() == Command.DEADLINE_EXIT) {
      return new MissingPrerequisitesException(
          "apt-get did not finish in " + LIMIT.toMinutes() + " minutes.");
    }
    return new MissingPrerequisitesException("apt-get failed: " + reason(result));
  }

  private static String reason(Command.Result result) {
    return result
        .stderr()
        .lines()
        .filter(line -> line.startsWith("E:"))
        .findFirst()
        .orElseGet(result::lastLine);
  }

  /** The package enables its service for the next boot, which the user has not asked for. */
  private void leaveDisabled() {
    if (HostPrograms.has("systemctl")) {
      Command.of("systemctl", "disable", "ssh.service", "ssh.socket").run();
      progress.accept("Left the system's own sshd disabled (systemctl enable ssh starts it)");
    }
  }

  private static String seconds(long startNanos) {
    return String.valueOf(Duration.ofNanos(System.nanoTime() - startNanos).toSeconds());
  }
}
