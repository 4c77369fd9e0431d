package dev.postern.backends.programs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The programs that a container and its clients need from the host. On Debian and Ubuntu root gets
 * what is missing installed; everybody else is told the line to type.
 */
public final class Prerequisites {

  private static final Map<String, String> PACKAGE_OF = new LinkedHashMap<>();

  static {
    PACKAGE_OF.put("sshd", "openssh-server");
    PACKAGE_OF.put("ssh", "openssh-client");
    PACKAGE_OF.put("ssh-keygen", "openssh-client");
    PACKAGE_OF.put("newuidmap", "uidmap");
    PACKAGE_OF.put("newgidmap", "uidmap");
    PACKAGE_OF.put("unshare", "util-linux");
    PACKAGE_OF.put("nsenter", "util-linux");
    PACKAGE_OF.put("setpriv", "util-linux");
    PACKAGE_OF.put("flock", "util-linux");
    PACKAGE_OF.put("chpasswd", "passwd");
  }

  private Prerequisites() {}

  /** Names of the programs that this machine lacks, in a fixed order; empty when all are there. */
  public static List<String> missing() {
    return PACKAGE_OF.keySet().stream()
        .filter(Prerequisites::needed)
        .filter(program -> !HostPrograms.has(program))
        .toList();
  }

  /** Root writes a namespace's id map itself; only others need the set-uid programs for it. */
  private static boolean needed(String program) {
    return !program.startsWith("new") || !HostPrograms.asRoot();
  }

  /**
   * Makes sure that nothing is missing, installing where it can.
   *
   * @param progress gets a line for each thing that is done on the machine
   * @throws MissingPrerequisitesException with a sentence that says what to type
   */
  public static void ensure(Consumer<String> progress) {
    List<String> missing = missing();
    if (missing.isEmpty()) {
      return;
    }
    if (!HostPrograms.asRoot() || Distribution.ofThisMachine() != Distribution.DEBIAN) {
      throw new MissingPrerequisitesException(sentence(missing));
    }
    new DebianPackages(progress).install(packagesOf(missing));
    List<String> still = missing();
    if (!still.isEmpty()) {
      throw new MissingPrerequisitesException(sentence(still));
    }
  }

  /**
   * Makes sure of one more program, such as a client that only tests use, installing it where that
   * can be done.
   *
   * @param debianPackage where it is from
   * @return why it is not there, as a sentence; empty when it is
   */
  public static Optional<String> missing(String program, String debianPackage) {
    return missing(() -> HostPrograms.has(program), program, debianPackage);
  }

  /** The same for something other than a program, such as a library: a file shows it is there. */
  public static Optional<String> missing(Path file, String debianPackage) {
    return missing(() -> Files.exists(file), file.toString(), debianPackage);
  }

  private static Optional<String> missing(
      BooleanSupplier there, String what, String debianPackage) {
    if (there.getAsBoolean()) {
      return Optional.empty();
    }
    if (HostPrograms.asRoot() && Distribution.ofThisMachine() == Distribution.DEBIAN) {
      try {
        new DebianPackages(line -> {}).install(List.of(debianPackage));
      } catch (MissingPrerequisitesException e) {
        return Optional.of(what + " is missing: " + e.getMessage());
      }
    }
    return there.getAsBoolean()
        ? Optional.empty()
        : Optional.of(what + " is missing; on Debian: apt-get install " + debianPackage);
  }

  private static List<String> packagesOf(List<String> programs) {
    return new ArrayList<>(programs.stream().map(PACKAGE_OF::get).distinct().toList());
  }

  private static String sentence(List<String> missing) {
    String advice = Distribution.ofThisMachine().advice();
    return "Missing programs: "
        + String.join(", ", missing)
        + ". Install them as root with: "
        + advice;
  }
}
