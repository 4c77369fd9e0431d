package dev.postern.credential.pods;

import dev.postern.credential.access.kubernetes.PodRef;
import dev.postern.credential.container.Placement;
import dev.postern.credential.pods.PodFacts.Phase;
import dev.postern.credential.pods.UnfitPodException.Reason;
import dev.postern.problem.NameRule;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a pod that labels selected; its annotations say whose it is. Plain Java. */
final class PodReader {

  static final String ACCOUNT = "postern.dev/account";
  private static final String ENVIRONMENT = "postern.dev/environment";
  private static final String LAYER = "postern.dev/layer";
  private static final String CONTAINER = "postern.dev/container";
  private static final String DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";
  private static final String USER = "postern.dev/user";
  private static final String PORT = "postern.dev/port";
  private static final String STATEFUL_SET = "StatefulSet";

  private final Pod pod;
  private final String namespaceAccount;

  private PodReader(Pod pod, String namespaceAccount) {
    this.pod = pod;
    this.namespaceAccount = namespaceAccount;
  }

  /**
   * @param namespace of the pod; its own annotation of the account binds every pod in it
   * @throws UnfitPodException where the pod cannot have SSH access as it is written
   */
  static PodFacts read(Pod pod, HasMetadata namespace) {
    return new PodReader(pod, annotations(namespace).get(ACCOUNT)).facts();
  }

  /** What stays the same although the pod is another one. */
  static String identity(Pod pod) {
    String namespace = pod.getMetadata().getNamespace();
    return comesBack(pod)
        ? "set/" + namespace + "/" + pod.getMetadata().getName()
        : "uid/" + pod.getMetadata().getUid();
  }

  private static boolean comesBack(Pod pod) {
    return pod.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> STATEFUL_SET.equals(owner.getKind()));
  }

  private PodFacts facts() {
    refuse(annotation(USER).filter(user -> !user.equals("root")).isPresent(), Reason.USER_NOT_ROOT);
    refuse(Boolean.TRUE.equals(pod.getSpec().getHostNetwork()), Reason.HOST_NETWORK);
    String name = pod.getMetadata().getName();
    refuse(!name.matches(NameRule.PATTERN), Reason.NAME_INVALID);
    Container container = container();
    String instance = instance(container.getName());
    return new PodFacts(
        identity(pod),
        comesBack(pod),
        pod.getMetadata().getNamespace(),
        name,
        container.getName(),
        instance,
        phase(instance),
        status().getPodIP(),
        port(),
        !etcIsKept(container),
        placement());
  }

  private Placement placement() {
    Optional<String> own = annotation(ACCOUNT);
    refuse(
        namespaceAccount != null && own.filter(a -> !a.equals(namespaceAccount)).isPresent(),
        Reason.ACCOUNT_NOT_OF_NAMESPACE);
    String account = own.orElse(namespaceAccount);
    refuse(account == null || !account.matches(NameRule.PATTERN), Reason.ACCOUNT_INVALID);
    String environment = annotation(ENVIRONMENT).orElse(pod.getMetadata().getNamespace());
    Optional<String> layer = annotation(LAYER);
    refuse(!environment.matches(NameRule.PATTERN), Reason.ENVIRONMENT_INVALID);
    refuse(layer.filter(text -> !text.matches(NameRule.PATTERN)).isPresent(), Reason.LAYER_INVALID);
    return new Placement(account, environment, layer.orElse(null));
  }

  private Container container() {
    List<Container> all = pod.getSpec().getContainers();
    return annotation(CONTAINER)
        .or(() -> annotation(DEFAULT_CONTAINER))
        .map(name -> all.stream().filter(c -> c.getName().equals(name)).findFirst())
        .orElseGet(() -> all.stream().findFirst())
        .orElseThrow(() -> new UnfitPodException(Reason.CONTAINER_UNKNOWN));
  }

  private String instance(String container) {
    return status().getContainerStatuses().stream()
        .filter(one -> one.getName().equals(container))
        .map(ContainerStatus::getContainerID)
        .filter(Objects::nonNull)
        .findFirst()
        .map(PodRef::instance)
        .orElse(null);
  }

  private Phase phase(String instance) {
    String said = status().getPhase();
    if (pod.getMetadata().getDeletionTimestamp() != null
        || "Succeeded".equals(said)
        || "Failed".equals(said)) {
      return Phase.ENDED;
    }
    return instance != null && status().getPodIP() != null && isReady()
        ? Phase.READY
        : Phase.WAITING;
  }

  private boolean isReady() {
    return status().getConditions().stream()
        .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()));
  }

  private int port() {
    String text = annotation(PORT).orElse("22");
    refuse(!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > 65535, Reason.PORT_INVALID);
    return Integer.parseInt(text);
  }

  /**
   * Whether {@code /etc} is on a volume that outlives the pod. A volume that is created with the
   * pod keeps nothing.
   */
  private boolean etcIsKept(Container container) {
    Set<String> atEtc =
        container.getVolumeMounts().stream()
            .filter(mount -> mount.getMountPath().replaceAll("/+$", "").equals("/etc"))
            .map(VolumeMount::getName)
            .collect(Collectors.toSet());
    return pod.getSpec().getVolumes().stream()
        .anyMatch(volume -> atEtc.contains(volume.getName()) && outlivesThePod(volume));
  }

  private static boolean outlivesThePod(Volume volume) {
    return volume.getEmptyDir() == null
        && volume.getEphemeral() == null
        && volume.getConfigMap() == null
        && volume.getSecret() == null
        && volume.getProjected() == null
        && volume.getDownwardAPI() == null
        && volume.getImage() == null;
  }

  private PodStatus status() {
    return pod.getStatus() == null ? new PodStatus() : pod.getStatus();
  }

  private Optional<String> annotation(String key) {
    return Optional.ofNullable(annotations(pod).get(key));
  }

  private static Map<String, String> annotations(HasMetadata object) {
    Map<String, String> all = object.getMetadata().getAnnotations();
    return all == null ? Map.of() : all;
  }

  private static void refuse(boolean unfit, Reason reason) {
    if (unfit) {
      throw new UnfitPodException(reason);
    }
  }
}
