package dev.postern.credential.access.kubernetes;

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
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.arc.lookup.LookupIfProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reaches containers of pods. Only a pod that carries the label is entered, whatever else the
 * cluster would allow. Logins and probes go over SSH, as with every adapter.
 */
@ApplicationScoped
@LookupIfProperty(name = "postern.kubernetes.enabled", stringValue = "true")
class KubernetesAccess implements ContainerAccess {

  private static final String SSH = "ssh";

  private final KubernetesClient client;
  private final Duration timeout;
  private final PodLabels labels;
  private final Adapters adapters;

  @Inject
  KubernetesAccess(
      KubernetesClient client,
      AccessConfig config,
      KubernetesConfig kubernetes,
      Adapters adapters) {
    this(client, config.commandTimeout(), kubernetes.podSelector(), adapters);
  }

  KubernetesAccess(
      KubernetesClient client, Duration commandTimeout, String podSelector, Adapters adapters) {
    this.client = client;
    this.timeout = commandTimeout;
    this.labels = PodLabels.parse(podSelector);
    this.adapters = adapters;
  }

  @Override
  public String adapter() {
    return "kubernetes";
  }

  @Override
  public boolean needsRef() {
    return true;
  }

  @Override
  public AccessSession open(Target target) throws AccessException {
    PodRef ref = PodRef.parse(target.ref());
    enter(ref);
    Shell shell = new PodShell(client, ref, timeout);
    List<String> hostKeys = ScriptedSession.readHostKeys(shell);
    return new ScriptedSession(shell, target, hostKeys, Optional.empty(), () -> {});
  }

  private void enter(PodRef ref) throws AccessException {
    Pod pod = find(ref);
    if (pod == null || !labels.select(pod) || !isTheSame(pod, ref)) {
      throw new AccessException(Reason.POD_GONE);
    }
  }

  private Pod find(PodRef ref) throws AccessException {
    try {
      return client.pods().inNamespace(ref.namespace()).withName(ref.pod()).get();
    } catch (KubernetesClientException e) {
      throw ApiServerFailures.of(e);
    }
  }

  private static boolean isTheSame(Pod pod, PodRef ref) {
    return ref.instance() == null
        || pod.getStatus().getContainerStatuses().stream()
            .filter(status -> status.getName().equals(ref.container()))
            .map(ContainerStatus::getContainerID)
            .filter(Objects::nonNull)
            .anyMatch(id -> PodRef.instance(id).equals(ref.instance()));
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
