package dev.postern.deploy.admission;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;

/**
 * Expressions as a ValidatingAdmissionPolicy has them. The language and its strings are Google's
 * library's; {@code cidr} and {@code containsIP} are stand-ins ({@link Cidr}), and no type of an
 * object is known: a field that no API has is found by the examples, whose objects keep to the
 * schemas.
 */
final class KubernetesCel {

  private static final OpaqueType CIDR = OpaqueType.create("net.CIDR");

  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addLibraries(CelExtensions.strings())
          .addVar("request", SimpleType.DYN)
          .addVar("object", SimpleType.DYN)
          .addVar("oldObject", SimpleType.DYN)
          .addVar("namespaceObject", SimpleType.DYN)
          .addVar("variables", SimpleType.DYN)
          .addFunctionDeclarations(
              CelFunctionDecl.newFunctionDeclaration(
                  "cidr",
                  CelOverloadDecl.newGlobalOverload("string_to_cidr", CIDR, SimpleType.STRING)),
              CelFunctionDecl.newFunctionDeclaration(
                  "containsIP",
                  CelOverloadDecl.newMemberOverload(
                      "cidr_contains_ip_string", SimpleType.BOOL, CIDR, SimpleType.STRING)))
          .build();

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder()
          .addLibraries(CelExtensions.strings())
          .addFunctionBindings(
              CelFunctionBinding.from("string_to_cidr", String.class, Cidr::parse),
              CelFunctionBinding.from(
                  "cidr_contains_ip_string", Cidr.class, String.class, Cidr::containsIp))
          .build();

  private KubernetesCel() {}

  /**
   * @throws CelEvaluationException where it has no value, for example because a field is missing
   * @throws AssertionError where no API server would take it
   */
  static Object evaluate(String expression, Map<String, Object> variables)
      throws CelEvaluationException {
    try {
      return RUNTIME.createProgram(COMPILER.compile(expression).getAst()).eval(variables);
    } catch (CelValidationException e) {
      throw new AssertionError("no CEL: " + expression, e);
    }
  }
}
