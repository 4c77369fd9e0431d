package dev.postern.credential.container;

import java.util.Optional;
import java.util.Set;

/**
 * Which containers are asked for; what is empty does not narrow.
 *
 * @param ids only these, where there are any
 */
public record ContainerFilter(
    Optional<String> account,
    Set<String> environments,
    Optional<String> layer,
    Set<String> ids,
    FilterText text) {

  public static ContainerFilter of(String account, String environment, Optional<String> layer) {
    return new ContainerFilter(
        Optional.of(account), Set.of(environment), layer, Set.of(), FilterText.NONE);
  }
}
