package dev.postern.credential.container;

import java.util.Optional;
import java.util.Set;

/**
 * Which containers a caller asks for; an empty part matches all.
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
