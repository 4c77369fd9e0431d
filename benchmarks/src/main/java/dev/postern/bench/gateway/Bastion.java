package dev.postern.bench.gateway;

import dev.postern.backends.containers.ContainerOptions;
import dev.postern.backends.containers.LocalContainer;
import dev.postern.backends.containers.LocalContainers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A host with OpenSSH between users and the container. The key that a user logs in with decides
 * which way they take: forwarding, or a forced command that goes on with the bastion's own key.
 */
final class Bastion implements Route.Middle {

  private static final String GCM = "aes128-gcm@openssh.com";
  private static final String CURVE = "KexAlgorithms=curve25519-sha256";
  private static final String MASTER = "/run/master";

  private final Path folder;
  private final SshKeyPair own;
  private final SshKeyPair jump;
  private final SshKeyPair forced;
  private final SshKeyPair forcedGcm;
  private final SshKeyPair forcedCurve;
  private final SshKeyPair overMaster;
  private LocalContainer host;
  private LocalContainer node;
  private String namespace;

  Bastion(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    own = SshKeyPair.make(folder, "bastion", "ed25519");
    jump = SshKeyPair.make(folder, "jump", "ed25519");
    forced = SshKeyPair.make(folder, "forced", "ed25519");
    forcedGcm = SshKeyPair.make(folder, "forced-gcm", "ed25519");
    forcedCurve = SshKeyPair.make(folder, "forced-curve", "ed25519");
    overMaster = SshKeyPair.make(folder, "over-master", "ed25519");
  }

  /** Lines of {@code authorized_keys} that the container needs. */
  List<String> keysOfNode() throws IOException {
    return List.of(own.publicLine(), jump.publicLine());
  }

  void start(LocalContainers containers, LocalContainer target) throws Exception {
    node = target;
    host =
        containers.create(
            "bastion",
            ContainerOptions.withKeys(
                List.of(
                    jump.publicLine(),
                    command("", forced),
                    command("-c " + GCM, forcedGcm),
                    command("-o " + CURVE, forcedCurve),
                    command("-S " + MASTER, overMaster))));
    install("/root/id", Files.readString(own.file()));
    install("/root/on", script());
    OpenSshPrograms.output(
        direct()
            .ssh("chmod 755 /root/on && ssh " + onward() + " -f -N -M -S " + MASTER + " " + to()),
        "");
    namespace = OpenSshPrograms.output(direct().ssh("readlink /proc/self/ns/pid"), "");
  }

  private static String command(String options, SshKeyPair key) throws IOException {
    return "command=\"/root/on " + options + "\" " + key.publicLine();
  }

  /** What a forced command does with what the user asked for. */
  private String script() {
    return """
    #!/bin/sh
    case "$SSH_ORIGINAL_COMMAND" in
      internal-sftp) exec ssh %1$s "$@" -s %2$s sftp ;;
      *) exec ssh %1$s "$@" %2$s "$SSH_ORIGINAL_COMMAND" ;;
    esac
    """
        .formatted(onward(), to());
  }

  private String onward() {
    return String.join(" ", OpenSshPrograms.options(Path.of("/root/id"))) + " -p " + node.port();
  }

  private String to() {
    return "root@" + node.host();
  }

  private void install(String file, String text) throws IOException, InterruptedException {
    OpenSshPrograms.output(direct().ssh("umask 077; cat >" + file), text);
  }

  private Route direct() {
    return route("", jump);
  }

  /** The client goes through the bastion and speaks to the container's sshd itself. */
  Route proxyJump() {
    return proxyJump("");
  }

  private Route proxyJump(String more) {
    String proxy =
        "ProxyCommand=ssh "
            + more
            + String.join(" ", OpenSshPrograms.options(jump.file()))
            + " -p "
            + host.port()
            + " -W %h:%p root@"
            + host.host();
    List<String> options = new ArrayList<>(OpenSshPrograms.options(jump.file()));
    options.addAll(List.of("-o", proxy, "-o", "Port=" + node.port()));
    return new Route("ProxyJump", options, to(), this);
  }

  Route forceCommand() {
    return route("ForceCommand", forced);
  }

  /** All routes for a client without settings. */
  List<Route> routes() {
    return List.of(proxyJump(), forceCommand(), forceCommandOverMaster());
  }

  /** The same where every program that runs for a session exchanges keys by curve25519. */
  List<Route> routesByCurve() {
    return List.of(
        byCurve(proxyJump("-o " + CURVE + " ")),
        byCurve(route("ForceCommand", forcedCurve)),
        byCurve(forceCommandOverMaster()));
  }

  static Route byCurve(Route route) {
    return route.with("-o", CURVE);
  }

  /** The same, with a bastion that takes AES-GCM towards the container too. */
  Route forceCommandGcm() {
    return route("ForceCommand", forcedGcm);
  }

  /** All users share one connection of the bastion to the container. */
  Route forceCommandOverMaster() {
    return route("ForceCommand over ControlMaster", overMaster);
  }

  private Route route(String name, SshKeyPair key) {
    List<String> options = new ArrayList<>(OpenSshPrograms.options(key.file()));
    options.addAll(List.of("-o", "Port=" + host.port()));
    return new Route(name, options, "root@" + host.host(), this);
  }

  SshKeyPair forcedKey() {
    return forced;
  }

  SshKeyPair overMasterKey() {
    return overMaster;
  }

  LocalContainer host() {
    return host;
  }

  Path folder() {
    return folder;
  }

  @Override
  public double cpuSeconds() throws IOException {
    return ProcessUsage.cpuSecondsOfNamespace(namespace);
  }
}
