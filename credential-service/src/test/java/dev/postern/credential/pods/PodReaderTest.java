package dev.postern.credential.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.credential.pods.PodFacts.Phase;
import dev.postern.credential.testing.Pods;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodReaderTest {

  private static final Namespace ANYBODYS = namespace(Map.of());

  @Test
  void aPodOfAStatefulSetIsKnownByItsPlaceAndAnyOtherByItsUid() {
    Pod pod = Pods.ofStatefulSet("shop", "db-0").build();
    Pod loose = Pods.ready("shop", "web-x").build();

    assertThat(read(Pods.replaced(pod)).identity()).isEqualTo(read(pod).identity());
    assertThat(read(Pods.replaced(loose)).identity()).isNotEqualTo(read(loose).identity());
    assertThat(read(Pods.restarted(loose)).identity()).isEqualTo(read(loose).identity());
    assertThat(read(Pods.restarted(loose)).ref()).isNotEqualTo(read(loose).ref());
  }

  @Test
  void aPodThatIsGoingIsNotReady() {
    Pod going =
        new PodBuilder(Pods.ready("shop", "web").build())
            .editMetadata()
            .withDeletionTimestamp("2026-01-01T00:00:00Z")
            .endMetadata()
            .build();

    assertThat(read(going).phase()).isEqualTo(Phase.ENDED);
  }

  @ParameterizedTest
  @CsvSource({"/etc, pvc, false", "/etc/, pvc, false", "/etc/ssh, pvc, true", "/etc, empty, true"})
  void theHashIsKeptWhereEtcDoesNotOutliveThePod(String path, String kind, boolean keeps) {
    PodBuilder pod =
        Pods.ready("shop", "web")
            .editSpec()
            .editFirstContainer()
            .addNewVolumeMount()
            .withName("v")
            .withMountPath(path)
            .endVolumeMount()
            .endContainer()
            .addNewVolume()
            .withName("v")
            .endVolume()
            .endSpec();
    Pod built =
        kind.equals("pvc")
            ? pod.editSpec()
                .editFirstVolume()
                .withNewPersistentVolumeClaim()
                .withClaimName("c")
                .endPersistentVolumeClaim()
                .endVolume()
                .endSpec()
                .build()
            : pod.editSpec()
                .editFirstVolume()
                .withNewEmptyDir()
                .endEmptyDir()
                .endVolume()
                .endSpec()
                .build();

    assertThat(read(built).keepsHash()).isEqualTo(keeps);
  }

  @ParameterizedTest
  @CsvSource({
    "account,     '',        ACCOUNT_INVALID",
    "account,     'a b',     ACCOUNT_INVALID",
    "environment, 'Shop',    ENVIRONMENT_INVALID",
    "layer,       '../x',    LAYER_INVALID",
    "user,        deploy,    USER_NOT_ROOT",
    "port,        0,         PORT_INVALID",
    "port,        65536,     PORT_INVALID",
    "port,        22;reboot, PORT_INVALID",
    "container,   sidecar,   CONTAINER_UNKNOWN"
  })
  void anAnnotationThatIsWrongIsToldByName(String key, String value, String reason) {
    Pod pod =
        Pods.ready("shop", "web")
            .editMetadata()
            .addToAnnotations("postern.dev/" + key, value)
            .endMetadata()
            .build();

    assertThat(reasonOf(pod, ANYBODYS)).isEqualTo(reason);
  }

  @Test
  void aNamespaceThatBelongsToAnAccountBindsItsPods() {
    Namespace friends = namespace(Map.of(PodReader.ACCOUNT, "friend"));
    Pod silent =
        Pods.ready("shop", "web")
            .editMetadata()
            .removeFromAnnotations(PodReader.ACCOUNT)
            .endMetadata()
            .build();

    assertThat(reasonOf(Pods.ready("shop", "web").build(), friends))
        .isEqualTo("ACCOUNT_NOT_OF_NAMESPACE");
    assertThat(PodReader.read(silent, friends).placement().account()).isEqualTo("friend");
    assertThat(reasonOf(silent, ANYBODYS)).isEqualTo("ACCOUNT_INVALID");
  }

  @Test
  void aPodOnTheNodesNetworkIsRefused() {
    Pod pod = Pods.ready("shop", "web").editSpec().withHostNetwork(true).endSpec().build();

    assertThat(reasonOf(pod, ANYBODYS)).isEqualTo("HOST_NETWORK");
  }

  private static PodFacts read(Pod pod) {
    return PodReader.read(pod, ANYBODYS);
  }

  private static String reasonOf(Pod pod, Namespace namespace) {
    return catchThrowableOfType(UnfitPodException.class, () -> PodReader.read(pod, namespace))
        .reason()
        .name();
  }

  private static Namespace namespace(Map<String, String> annotations) {
    return new NamespaceBuilder()
        .withNewMetadata()
        .withName("shop")
        .withAnnotations(annotations)
        .endMetadata()
        .build();
  }
}
