package dev.postern.deploy.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Rendered;
import java.util.function.Consumer;

/**
 * A mistake that somebody could make, and the rule that must notice it.
 *
 * @param kustomization where it is made
 */
record Mutant(String rule, String mistake, String kustomization, Consumer<Rendered> change) {

  static final String PROD = "overlays/prod";

  /** A mistake within one object, at a JSON pointer. */
  static Mutant in(
      String rule, String mistake, String object, String pointer, Consumer<ObjectNode> change) {
    return new Mutant(
        rule, mistake, PROD, all -> change.accept(named(all, object).object(pointer)));
  }

  /** An object that is missing. */
  static Mutant without(String rule, String object) {
    return new Mutant(rule, "no " + object, PROD, all -> all.all().remove(named(all, object)));
  }

  private static Manifest named(Rendered all, String object) {
    String[] parts = object.split("/", 2);
    return all.get(parts[0], parts[1]);
  }

  @Override
  public String toString() {
    return rule + ": " + mistake;
  }
}
