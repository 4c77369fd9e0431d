package dev.postern.credential.access;

import java.util.regex.Pattern;

/**
 * The mark that a container keeps of the last password that was set: older ones are refused there.
 *
 * @param container the id, so that a mark which came along with a copied file system is no fence
 * @param generation 1 or more
 */
public record Fence(String container, long generation) {

  private static final Pattern ID = Pattern.compile("c[a-z0-9]{1,62}");

  public Fence {
    if (!ID.matcher(container).matches() || generation < 1) {
      throw new IllegalArgumentException("not a container's id and generation");
    }
  }
}
