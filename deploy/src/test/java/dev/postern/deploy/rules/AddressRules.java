package dev.postern.deploy.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Rendered;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Public addresses go to Services of ours, and to no other that asks for one. */
final class AddressRules {

  private static final Set<String> OURS = Set.of("postern", "postern-addresses");

  private AddressRules() {}

  static List<String> poolsAreOurs(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    Set<String> pools = new TreeSet<>();
    for (Manifest pool : rendered.ofKind("IPAddressPool").toList()) {
      pools.add(pool.name());
      allocation(problems, pool);
    }
    for (Manifest advertisement : rendered.ofKind("L2Advertisement").toList()) {
      Set<String> said = new TreeSet<>();
      advertisement.at("/spec/ipAddressPools").forEach(one -> said.add(one.asText()));
      if (!said.equals(pools)) {
        problems.add(advertisement + " announces " + said + " of " + pools);
      }
    }
    return problems;
  }

  private static void allocation(List<String> problems, Manifest pool) {
    JsonNode to = pool.at("/spec/serviceAllocation");
    List<String> namespaces =
        Manifest.items(to.path("namespaces")).stream().map(JsonNode::asText).toList();
    if (namespaces.isEmpty() || !OURS.containsAll(namespaces) || to.has("namespaceSelectors")) {
      problems.add(pool + " gives addresses to Services of " + namespaces);
    }
    boolean selects = !to.path("serviceSelectors").isEmpty();
    for (JsonNode selector : to.path("serviceSelectors")) {
      selects &= !selector.path("matchLabels").isEmpty();
    }
    if (!selects) {
      problems.add(pool + " gives addresses to any Service there");
    }
    boolean hands = namespaces.contains("postern-addresses");
    if (hands && pool.at("/spec/autoAssign").asBoolean(true)) {
      problems.add(pool + " hands out addresses behind ip-service's back");
    }
  }
}
