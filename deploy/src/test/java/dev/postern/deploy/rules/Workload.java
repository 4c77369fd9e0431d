package dev.postern.deploy.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Rendered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A Deployment and the pods that it makes. */
record Workload(Manifest manifest) {

  static List<Workload> of(Rendered rendered) {
    return rendered.ofKind("Deployment").map(Workload::new).toList();
  }

  String name() {
    return manifest.name();
  }

  JsonNode pod() {
    return manifest.at("/spec/template/spec");
  }

  Map<String, String> labels() {
    return manifest.labels("/spec/template/metadata/labels");
  }

  /** Those that stay, and those that only begin. */
  List<ObjectNode> containers() {
    List<ObjectNode> containers = new ArrayList<>();
    pod().path("initContainers").forEach(one -> containers.add((ObjectNode) one));
    pod().path("containers").forEach(one -> containers.add((ObjectNode) one));
    return containers;
  }

  Set<String> portNames() {
    Set<String> names = new TreeSet<>();
    for (JsonNode container : pod().path("containers")) {
      container.path("ports").forEach(port -> names.add(port.path("name").asText()));
    }
    return names;
  }

  @Override
  public String toString() {
    return manifest.toString();
  }
}
