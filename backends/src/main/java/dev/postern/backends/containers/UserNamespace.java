package dev.postern.backends.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.backends.processes.Command;
import dev.postern.backends.programs.HostPrograms;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A user namespace of a container: starts scripts as its root.
 *
 * <p>A process makes the namespace, says so and waits; the ids are mapped from outside, by root
 * itself or by {@code newuidmap}; only then the process becomes root inside and goes on. So root
 * needs no user, no subordinate range and no package for it, and a {@code util-linux} without
 * {@code --map-auto} does. A process whose launcher dies before it says "go" ends by itself.
 */
final class UserNamespace {

  private static final String BECOME_ROOT =
      "echo ready && read -r go && exec setpriv --reuid 0 --regid 0 --clear-groups ";

  /** Processes, mounts, host name and IPC apart; the first process dies with its parent. */
  private static final String APART =
      "unshare --mount --pid --fork --uts --ipc --kill-child --propagation private ";

  /** The script comes by the environment, which keeps it out of everybody's list of processes. */
  private static final String SCRIPT =
      "sh -c 'script=$CONTAINER_SCRIPT; unset CONTAINER_SCRIPT; eval \"$script\"' container";

  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private final IdRange users;
  private final IdRange groups;

  private UserNamespace(IdRange users, IdRange groups) {
    this.users = users;
    this.groups = groups;
  }

  /**
   * The namespace of a slot: root's are blocks of ids apart from each other, an ordinary user's all
   * map to that user's one subordinate range.
   *
   * @throws ContainerException when the user has no subordinate range
   */
  static UserNamespace ofSlot(int slot) {
    if (HostPrograms.asRoot()) {
      return new UserNamespace(IdRange.block(slot), IdRange.block(slot));
    }
    return new UserNamespace(
        ownRange("/etc/subuid", "unix:uid"), ownRange("/etc/subgid", "unix:gid"));
  }

  private static IdRange ownRange(String file, String attribute) {
    String user = System.getProperty("user.name");
    return IdRange.subordinate(Path.of(file), user, HostPrograms.ownId(attribute))
        .orElseThrow(
            () ->
                new ContainerException(
                    user
                        + " has no range in "
                        + file
                        + "; as root: usermod --add-subuids 100000-165535 --add-subgids"
                        + " 100000-165535 "
                        + user));
  }

  /** The host's user that is root inside. */
  int owner() {
    return users.root();
  }

  int ownerGroup() {
    return groups.root();
  }

  /** A script that is ready to run apart, as the first process of its own PID namespace. */
  NamespacedProcess prepare(Path folder, String script, Map<String, String> environment) {
    return prepare(folder, APART, script, environment);
  }

  /** Runs a script as the namespace's root in the host's other namespaces, to its end. */
  void run(Path folder, String script, Map<String, String> environment, Duration limit) {
    finish(prepare(folder, "", script, environment), limit);
  }

  /** The same, apart in every namespace. */
  void runApart(Path folder, String script, Duration limit) {
    finish(prepare(folder, APART, script, Map.of()), limit);
  }

  private static void finish(NamespacedProcess process, Duration limit) {
    try (process) {
      process.go();
      process.expectSuccess(limit);
    }
  }

  private NamespacedProcess prepare(
      Path folder, String apart, String script, Map<String, String> environment) {
    String become = BECOME_ROOT + apart + SCRIPT;
    ProcessBuilder builder =
        new ProcessBuilder("setsid", "unshare", "--user", "--keep-caps", "sh", "-c", become)
            .directory(folder.toFile())
            .redirectErrorStream(true);
    // A container's root can read this environment: nothing of the launcher's may be in it.
    builder.environment().clear();
    builder.environment().put("PATH", PATH);
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("CONTAINER_SCRIPT", script);
    builder.environment().putAll(environment);
    try {
      NamespacedProcess process = new NamespacedProcess(builder.start());
      mapIds(process);
      return process;
    } catch (IOException e) {
      throw new ContainerException("Cannot start unshare: " + e.getMessage(), e);
    }
  }

  private void mapIds(NamespacedProcess process) {
    try {
      process.awaitReady();
      if (HostPrograms.asRoot()) {
        write(process.pid(), "uid_map", users);
        write(process.pid(), "gid_map", groups);
      } else {
        map("newuidmap", process.pid(), users);
        map("newgidmap", process.pid(), groups);
      }
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  private static void write(long pid, String file, IdRange range) {
    // The kernel takes a map in one write only.
    try (var map = new FileOutputStream("/proc/" + pid + "/" + file)) {
      map.write(range.toMap().getBytes(UTF_8));
    } catch (IOException e) {
      throw new ContainerException("The kernel refused " + file + ": " + e.getMessage(), e);
    }
  }

  private static void map(String program, long pid, IdRange range) {
    List<String> words = new ArrayList<>(List.of(program, Long.toString(pid)));
    words.addAll(range.toArguments());
    Command.Result result = Command.of(words).run();
    if (!result.succeeded()) {
      throw new ContainerException(program + " failed: " + result.lastLine());
    }
  }
}
