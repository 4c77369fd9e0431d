package dev.postern.sample.right;

import dev.postern.sample.left.LeftHelper;
import io.smallrye.mutiny.Uni;

public class RightRows {

  LeftHelper left;

  String awaited() {
    return Uni.createFrom().item("now").await().indefinitely();
  }
}
