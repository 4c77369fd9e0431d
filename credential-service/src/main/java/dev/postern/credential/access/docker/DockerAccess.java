package dev.postern.credential.access.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.postern.credential.access.AccessConfig;
import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessException.Reason;
import dev.postern.credential.access.AccessSession;
import dev.postern.credential.access.Adapters;
import dev.postern.credential.access.ContainerAccess;
import dev.postern.credential.access.ProbeResult;
import dev.postern.credential.access.Target;
import dev.postern.credential.access.script.ScriptedSession;
import dev.postern.credential.access.script.Shell;
import dev.postern.credential.password.Password;
import io.quarkus.arc.lookup.LookupIfProperty;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reaches containers of a Docker or Podman host. Only a running container that carries the label is
 * entered, whatever else the engine would allow. Logins and probes go over SSH, as with every
 * adapter.
 */
@ApplicationScoped
@LookupIfProperty(name = "postern.docker.enabled", stringValue = "true")
class DockerAccess implements ContainerAccess {

  private static final String SSH = "ssh";

  /** An id or a name, as the engine takes them. */
  private static final Pattern REF = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}");

  private final DockerClient engine;
  private final Duration timeout;
  private final String labelKey;
  private final String labelValue;
  private final Adapters adapters;

  @Inject
  DockerAccess(DockerConfig docker, AccessConfig config, Adapters adapters) {
    this(
        DockerClients.client(docker, config.connectTimeout()),
        config.commandTimeout(),
        docker.label(),
        adapters);
  }

  /**
   * @param label {@code key=value}
   */
  DockerAccess(DockerClient engine, Duration commandTimeout, String label, Adapters adapters) {
    String[] words = label.split("=", 2);
    if (words.length != 2 || words[0].isBlank()) {
      throw new IllegalArgumentException("not a label, key=value: " + label);
    }
    this.engine = engine;
    this.timeout = commandTimeout;
    this.labelKey = words[0].strip();
    this.labelValue = words[1].strip();
    this.adapters = adapters;
  }

  @PreDestroy
  void stop() throws IOException {
    engine.close();
  }

  @Override
  public String adapter() {
    return "docker";
  }

  @Override
  public boolean needsRef() {
    return true;
  }

  @Override
  public AccessSession open(Target target) throws AccessException {
    Shell shell = new DockerShell(engine, enter(target.ref()), timeout);
    List<String> hostKeys = ScriptedSession.readHostKeys(shell);
    return new ScriptedSession(shell, target, hostKeys, Optional.empty(), () -> {});
  }

  /** Returns the id of the container: another container may get its name during the work. */
  private String enter(String ref) throws AccessException {
    if (ref == null || !REF.matcher(ref).matches()) {
      throw new AccessException(Reason.CONTAINER_GONE);
    }
    InspectContainerResponse found = inspect(ref);
    if (!Boolean.TRUE.equals(found.getState().getRunning()) || !isLabelled(found)) {
      throw new AccessException(Reason.CONTAINER_GONE);
    }
    return found.getId();
  }

  private InspectContainerResponse inspect(String ref) throws AccessException {
    try {
      return engine.inspectContainerCmd(ref).exec();
    } catch (RuntimeException e) {
      throw DockerClients.refusal(e, Reason.UNREACHABLE);
    }
  }

  private boolean isLabelled(InspectContainerResponse found) {
    Map<String, String> labels = found.getConfig().getLabels();
    return labels != null && labelValue.equals(labels.get(labelKey));
  }

  @Override
  public void login(Target target, Password password) throws AccessException {
    ssh().login(target, password);
  }

  @Override
  public ProbeResult probe(String host, int port, List<String> hostKeys) {
    return ssh().probe(host, port, hostKeys);
  }

  private ContainerAccess ssh() {
    return adapters.named(SSH).orElseThrow();
  }
}
