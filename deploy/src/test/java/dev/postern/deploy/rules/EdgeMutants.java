package dev.postern.deploy.rules;

import static dev.postern.deploy.rules.Mutant.in;
import static dev.postern.deploy.rules.Mutant.without;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.stream.Stream;

/** Ways in that are too many or too few. */
final class EdgeMutants {

  private EdgeMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(
        in(
            "no way in to exec",
            "a route",
            "HTTPRoute/key-service",
            "/spec/rules/0/backendRefs/0",
            o -> o.put("name", "credential-service")),
        in(
            "no way in to exec",
            "the proxies' namespace",
            "NetworkPolicy/credential-service",
            "/spec/ingress/1/from/0",
            o -> o.putObject("namespaceSelector").putObject("matchLabels").put("x", "edge")),
        in(
            "only the API is outside",
            "a route of ours at the solver's listener",
            "HTTPRoute/key-service",
            "/spec/parentRefs/0",
            o -> o.put("sectionName", "http-01")),
        in(
            "only the API is outside",
            "a route of ours at every listener",
            "HTTPRoute/key-service",
            "/spec/parentRefs/0",
            o -> o.remove("sectionName")),
        in(
            "certificates can be had",
            "no listener without TLS",
            "Gateway/postern",
            "/spec",
            o -> ((ArrayNode) o.get("listeners")).remove(0)),
        in(
            "certificates can be had",
            "for one name only",
            "Gateway/postern",
            "/spec/listeners/0",
            o -> o.put("hostname", "postern.example.org")),
        without("certificates can be had", "NetworkPolicy/acme-solvers"));
  }
}
