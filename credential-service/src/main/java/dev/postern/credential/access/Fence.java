package dev.postern.credential.access;

import java.util.regex.Pattern;

/**
 * The mark that a container keeps of the last password that was set; the container refuses older
 * ones.
 *
 * @param container the id, so that a mark in a copied file system does not count
 * @param generation 1 or more
 * @param attempt counts the attempts at the generation: an earlier one, which may have another
 *     password, is refused too; 0 where there is only one
 */
public record Fence(String container, long generation, int attempt) {

  private static final Pattern ID = Pattern.compile("c[a-z0-9]{1,62}");

  public Fence {
    if (!ID.matcher(container).matches() || generation < 1 || attempt < 0) {
      throw new IllegalArgumentException("not a container's id, generation and attempt");
    }
  }

  public Fence(String container, long generation) {
    this(container, generation, 0);
  }
}
