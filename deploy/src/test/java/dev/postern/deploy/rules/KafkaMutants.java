package dev.postern.deploy.rules;

import static dev.postern.deploy.rules.Mutant.in;
import static dev.postern.deploy.rules.Mutant.without;

import java.util.stream.Stream;

/** Topics, users and metrics that are not the contracts'. */
final class KafkaMutants {

  private KafkaMutants() {}

  static Stream<Mutant> all() {
    return kafka();
  }

  private static Stream<Mutant> kafka() {
    return Stream.of(
        without("topics are the contracts'", "KafkaTopic/postern.state.keys"),
        in(
            "topics are the contracts'",
            "events that end",
            "KafkaTopic/postern.containers",
            "/spec/config",
            o -> o.put("retention.ms", 604800000)),
        in(
            "topics are the contracts'",
            "state that is not compacted",
            "KafkaTopic/postern.state.shares",
            "/spec/config",
            o -> o.put("cleanup.policy", "delete")),
        in(
            "topics are the contracts'",
            "other partitions",
            "KafkaTopic/postern.ips",
            "/spec",
            o -> o.put("partitions", 12)),
        in(
            "topics are the contracts'",
            "no broker may stop",
            "KafkaTopic/postern.ips",
            "/spec/config",
            o -> o.put("min.insync.replicas", 3)),
        in(
            "topics are the contracts'",
            "a topic of nobody",
            "KafkaTopic/postern.ips",
            "/metadata",
            o -> o.put("name", "postern.ip")),
        in(
            "Kafka's users have least rights",
            "a right too many",
            "KafkaUser/ssh-gateway",
            "/spec/authorization/acls/0/resource",
            o -> o.put("name", "postern.keys")),
        in(
            "Kafka's users have least rights",
            "a prefix for a name",
            "KafkaUser/ip-service",
            "/spec/authorization/acls/0/resource",
            o -> o.put("patternType", "prefix")),
        in(
            "Kafka's users have least rights",
            "a group that is missing",
            "KafkaUser/key-service",
            "/spec/authorization",
            o -> o.withArray("/acls").remove(5)),
        in(
            "alerts have runbooks",
            "a runbook that is not there",
            "PrometheusRule/postern",
            "/spec/groups/0/rules/0/annotations",
            o -> o.put("runbook", "docs/runbooks/None.md")),
        in(
            "alerts have runbooks",
            "another alert's runbook",
            "PrometheusRule/postern",
            "/spec/groups/0/rules/0",
            o -> o.put("alert", "PosternDown")),
        in(
            "metrics exist",
            "a metric that is misspelt",
            "PrometheusRule/postern",
            "/spec/groups/0/rules/1",
            o -> o.put("expr", "postern_outbox_oldest_seconds > 1")));
  }
}
