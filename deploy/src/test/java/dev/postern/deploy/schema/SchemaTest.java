package dev.postern.deploy.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Rendered;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every object is one that its API server would take with strict field validation. */
class SchemaTest {

  static List<String> kustomizations() {
    return Rendered.applied();
  }

  @ParameterizedTest
  @MethodSource("kustomizations")
  void everyObjectIsWhatItsSchemaAllows(String kustomization) {
    Rendered rendered = Rendered.of(kustomization);

    List<String> problems =
        rendered.all().stream().flatMap(one -> Schemas.problems(one).stream()).toList();

    assertThat(problems).isEmpty();
  }

  static Stream<Arguments> mutants() {
    return Stream.of(
        mutant(
            "an unknown field", "Deployment", "key-service", o -> at(o, "/spec").put("replica", 2)),
        mutant(
            "a field one level too high",
            "Deployment",
            "key-service",
            o -> at(o, "/spec/template").put("serviceAccountName", "x")),
        mutant(
            "text for a number",
            "HorizontalPodAutoscaler",
            "key-service",
            o -> at(o, "/spec").put("maxReplicas", "6")),
        mutant(
            "a missing field", "Deployment", "key-service", o -> at(o, "/spec").remove("selector")),
        mutant(
            "a misspelt field of a policy",
            "NetworkPolicy",
            "key-service",
            o -> at(o, "/spec").put("policytypes", "Ingress")),
        mutant(
            "an unknown field of Strimzi",
            "Kafka",
            "postern",
            o -> at(o, "/spec/kafka").put("replicas", 3)),
        mutant(
            "an unknown listener",
            "Kafka",
            "postern",
            o -> at(o, "/spec/kafka/listeners/0").put("type", "inside")),
        mutant(
            "topics without partitions as numbers",
            "KafkaTopic",
            "postern.keys",
            o -> at(o, "/spec").put("partitions", "six")),
        mutant(
            "an operation that Kafka has not",
            "KafkaUser",
            "key-service",
            o -> at(o, "/spec/authorization/acls/0").putArray("operations").add("Peek")),
        mutant(
            "an unknown field of CloudNativePG",
            "Cluster",
            "postgres",
            o -> at(o, "/spec").put("replicas", 3)),
        mutant(
            "a reclaim policy that is none",
            "Database",
            "keys",
            o -> at(o, "/spec").put("databaseReclaimPolicy", "keep")),
        mutant(
            "a key algorithm that is none",
            "Certificate",
            "edge",
            o -> at(o, "/spec/privateKey").put("algorithm", "DSA2")),
        mutant(
            "a route without a parent's name",
            "HTTPRoute",
            "key-service",
            o -> at(o, "/spec/parentRefs/0").remove("name")),
        mutant(
            "a trigger without a type",
            "ScaledObject",
            "notification-service",
            o -> at(o, "/spec/triggers/0").remove("type")),
        mutant(
            "an endpoint with an unknown field",
            "PodMonitor",
            "postern",
            o -> at(o, "/spec/podMetricsEndpoints/0").put("uri", "/q/metrics")),
        mutant(
            "an alert without an expression",
            "PrometheusRule",
            "postern",
            o -> at(o, "/spec/groups/0/rules/0").remove("expr")),
        mutant(
            "a version that is not served",
            "Kafka",
            "postern",
            o -> o.put("apiVersion", "kafka.strimzi.io/v1beta2")),
        mutant(
            "a kind that does not exist",
            "PodDisruptionBudget",
            "key-service",
            o -> o.put("apiVersion", "policy/v1beta1")));
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void aBrokenObjectIsNoticed(String kind, String name, Consumer<ObjectNode> mutation) {
    Manifest manifest = Rendered.of("overlays/prod").get(kind, name);
    assertThat(Schemas.problems(manifest)).isEmpty();

    mutation.accept(manifest.tree());

    assertThat(Schemas.problems(manifest)).isNotEmpty();
  }

  private static ObjectNode at(ObjectNode tree, String pointer) {
    return (ObjectNode) tree.at(pointer);
  }

  private static Arguments mutant(
      String what, String kind, String name, Consumer<ObjectNode> mutation) {
    return Arguments.of(kind, name, Named.of(what, mutation));
  }
}
