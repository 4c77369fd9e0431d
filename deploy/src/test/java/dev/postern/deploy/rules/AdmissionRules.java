package dev.postern.deploy.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Rendered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Admission policies that hold for one of our services, and hold. What they say is tried in {@code
 * admission}.
 */
final class AdmissionRules {

  private static final List<String> NEEDED =
      List.of("postern-addresses", "postern-address-endpoints", "postern-exec");

  /** For nobody else: a policy that fails for everybody would stop a cluster. */
  private static final Pattern ONE_USER =
      Pattern.compile(
          "request\\.userInfo\\.username == 'system:serviceaccount:([a-z-]+):([a-z-]+)'");

  private AdmissionRules() {}

  static List<String> policiesHold(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    if (!Workload.of(rendered).isEmpty()) {
      NEEDED.stream()
          .filter(name -> rendered.find("ValidatingAdmissionPolicy", name).isEmpty())
          .forEach(name -> problems.add("no admission policy " + name));
    }
    for (Manifest policy : rendered.ofKind("ValidatingAdmissionPolicy").toList()) {
      if (!policy.at("/spec/failurePolicy").asText().equals("Fail")) {
        problems.add(policy + " admits what it cannot judge");
      }
      if (!isForOneAccount(policy, rendered)) {
        problems.add(policy + " is not for one service account that is there");
      }
      if (!isBound(policy, rendered)) {
        problems.add(policy + " is bound by nothing that denies everywhere");
      }
    }
    return problems;
  }

  private static boolean isForOneAccount(Manifest policy, Rendered rendered) {
    JsonNode conditions = policy.at("/spec/matchConditions");
    Matcher user = ONE_USER.matcher(conditions.path(0).path("expression").asText());
    if (conditions.size() != 1 || !user.matches()) {
      return false;
    }
    Optional<Manifest> account = rendered.find("ServiceAccount", user.group(2));
    return account.filter(one -> one.namespace().equals(user.group(1))).isPresent();
  }

  private static boolean isBound(Manifest policy, Rendered rendered) {
    return rendered
        .ofKind("ValidatingAdmissionPolicyBinding")
        .filter(binding -> binding.at("/spec/policyName").asText().equals(policy.name()))
        .filter(binding -> !binding.at("/spec").has("matchResources"))
        .anyMatch(binding -> binding.at("/spec/validationActions").toString().equals("[\"Deny\"]"));
  }
}
