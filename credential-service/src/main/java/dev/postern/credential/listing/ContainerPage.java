package dev.postern.credential.listing;

import java.util.List;

/**
 * A part of the list of containers.
 *
 * @param next the cursor of the next part; null where there is none
 * @param previous the cursor of the part before; null where there is none
 */
record ContainerPage(List<ContainerView> items, String next, String previous) {

  static final ContainerPage EMPTY = new ContainerPage(List.of(), null, null);
}
