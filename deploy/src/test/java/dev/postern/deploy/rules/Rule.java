package dev.postern.deploy.rules;

import dev.postern.deploy.render.Rendered;
import java.util.List;

/** Something that must hold for every kustomization that is applied. */
@FunctionalInterface
interface Rule {

  /** What breaks the rule, each with the object's name; empty when nothing does. */
  List<String> problems(Rendered rendered);
}
