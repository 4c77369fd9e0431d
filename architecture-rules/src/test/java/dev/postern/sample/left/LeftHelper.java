package dev.postern.sample.left;

import dev.postern.sample.right.RightRows;

/** In a circle with {@link RightRows}, and both have names that say nothing. */
public class LeftHelper {

  RightRows right;
}
