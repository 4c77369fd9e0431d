package dev.postern.deploy.rules;

import static dev.postern.deploy.rules.Mutant.in;
import static dev.postern.deploy.rules.Mutant.without;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.stream.Stream;

/** Ways of one site that another lacks. */
final class SiteMutants {

  private SiteMutants() {}

  static Stream<Mutant> all() {
    return Stream.concat(network(), kafka());
  }

  private static Stream<Mutant> network() {
    return Stream.of(
        without("the API server is reached", "NetworkPolicy/api-server"),
        in(
            "the API server is reached",
            "one of its ports",
            "NetworkPolicy/api-server",
            "/spec/egress/0",
            o -> o.putArray("ports").addObject().put("port", 6443)),
        in(
            "the API server is reached",
            "not for ip-service",
            "NetworkPolicy/api-server",
            "/spec/podSelector/matchExpressions/0",
            o -> ((ArrayNode) o.get("values")).remove(1)),
        in(
            "the API server is reached",
            "fewer addresses for PostgreSQL",
            "NetworkPolicy/postgres",
            "/spec/egress/1",
            o -> ((ArrayNode) o.get("to")).remove(2)),
        in(
            "the API server is reached",
            "a port for Kafka's operators",
            "NetworkPolicy/kafka",
            "/spec/egress/1",
            o -> o.putArray("ports").addObject().put("port", 443)),
        in(
            "backups have a way out",
            "somewhere else",
            "NetworkPolicy/postgres",
            "/spec/egress/2/to/0/ipBlock",
            o -> o.put("cidr", "192.0.2.128/28")),
        in(
            "backups have a way out",
            "none",
            "NetworkPolicy/postgres",
            "/spec",
            o -> ((ArrayNode) o.get("egress")).remove(2)),
        in(
            "DNS is open",
            "no NodeLocal DNSCache",
            "NetworkPolicy/dns",
            "/spec",
            o -> ((ArrayNode) o.get("egress")).remove(1)),
        in(
            "DNS is open",
            "no TCP for OpenShift's",
            "NetworkPolicy/dns",
            "/spec/egress/2",
            o -> ((ArrayNode) o.get("ports")).remove(1)),
        in(
            "DNS is open",
            "OpenShift's at the Service's port",
            "NetworkPolicy/dns",
            "/spec/egress/2/ports/0",
            o -> o.put("port", 53)),
        new Mutant(
            "tenants' sshd is reached",
            "on port 22 only",
            "tenants/example",
            all ->
                ((ArrayNode)
                        all.get("NetworkPolicy", "postern-ssh")
                            .object("/spec/ingress/1")
                            .get("ports"))
                    .remove(1)),
        new Mutant(
            "peers are explicit",
            "people at any port of a tenant's pods",
            "tenants/example",
            all ->
                all.get("NetworkPolicy", "postern-ssh").object("/spec/ingress/1").remove("ports")));
  }

  private static Stream<Mutant> kafka() {
    return Stream.of(
        in(
            "Kafka's listeners are closed",
            "everybody",
            "Kafka/postern",
            "/spec/kafka/listeners/0",
            o -> o.remove("networkPolicyPeers")),
        in(
            "Kafka's listeners are closed",
            "a service that our policy lets in is kept out",
            "Kafka/postern",
            "/spec/kafka/listeners/0/networkPolicyPeers/0/podSelector/matchExpressions/0",
            o -> ((ArrayNode) o.get("values")).remove(0)),
        without("Kafka's listeners are closed", "NetworkPolicy/kafka-keda"));
  }
}
