package dev.postern.deploy.rules;

import static dev.postern.deploy.rules.Mutant.in;
import static dev.postern.deploy.rules.Mutant.without;

import java.util.stream.Stream;

/** Policies of admission that hold nothing. */
final class AdmissionMutants {

  private AdmissionMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(
        without("admission policies hold", "ValidatingAdmissionPolicy/postern-exec"),
        without(
            "admission policies hold",
            "ValidatingAdmissionPolicyBinding/postern-address-endpoints"),
        in(
            "admission policies hold",
            "what cannot be judged is admitted",
            "ValidatingAdmissionPolicy/postern-exec",
            "/spec",
            o -> o.put("failurePolicy", "Ignore")),
        in(
            "admission policies hold",
            "everybody's requests",
            "ValidatingAdmissionPolicy/postern-exec",
            "/spec",
            o -> o.remove("matchConditions")),
        in(
            "admission policies hold",
            "an account that is misspelt",
            "ValidatingAdmissionPolicy/postern-exec",
            "/spec/matchConditions/0",
            o ->
                o.put(
                    "expression",
                    o.get("expression").asText().replace("credential-", "credentials-"))),
        in(
            "admission policies hold",
            "a warning",
            "ValidatingAdmissionPolicyBinding/postern-exec",
            "/spec",
            o -> o.putArray("validationActions").add("Warn")),
        in(
            "admission policies hold",
            "some namespaces",
            "ValidatingAdmissionPolicyBinding/postern-exec",
            "/spec",
            o -> o.putObject("matchResources").putObject("namespaceSelector")),
        in(
            "settings are applied",
            "the base's networks of containers",
            "ValidatingAdmissionPolicy/postern-address-endpoints",
            "/spec/variables/0",
            o -> o.put("expression", "'192.0.2.0/24'.split(',')")));
  }
}
