package dev.postern.deploy.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Pools that others than Postern get addresses from. */
final class AddressMutants {

  private AddressMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(
        pool("postern", "any namespace", o -> o.remove("namespaces")),
        pool("postern", "a tenant's namespace", o -> o.withArray("/namespaces").add("shop")),
        pool("postern", "any Service there", o -> o.remove("serviceSelectors")),
        pool(
            "postern-gateway",
            "every label",
            o -> ((ObjectNode) o.at("/serviceSelectors/0")).remove("matchLabels")),
        new Mutant(
            "pools are ours",
            "one that MetalLB hands out itself",
            "components/addresses",
            all -> all.get("IPAddressPool", "postern").object("/spec").remove("autoAssign")),
        new Mutant(
            "pools are ours",
            "one that nobody announces",
            "components/addresses",
            all ->
                all.get("L2Advertisement", "postern")
                    .object("/spec")
                    .withArray("/ipAddressPools")
                    .remove(1)));
  }

  private static Mutant pool(String name, String mistake, Consumer<ObjectNode> change) {
    return new Mutant(
        "pools are ours",
        mistake,
        "components/addresses",
        all -> change.accept(all.get("IPAddressPool", name).object("/spec/serviceAllocation")));
  }
}
