package dev.postern.ip.attachment;

import dev.postern.problem.Problem;
import java.util.IdentityHashMap;
import java.util.List;

/** What became of wishes; two may be equal, and each is answered by itself. */
final class Fulfilment {

  private final List<Wish> wishes;
  private final IdentityHashMap<Wish, Attachment> attached = new IdentityHashMap<>();
  private final IdentityHashMap<Wish, Problem> refused = new IdentityHashMap<>();

  private Fulfilment(List<Wish> wishes) {
    this.wishes = List.copyOf(wishes);
  }

  static Fulfilment none(List<Wish> wishes) {
    return new Fulfilment(wishes);
  }

  void attach(Wish wish, Attachment attachment) {
    attached.put(wish, attachment);
  }

  void refuse(Wish wish, Problem problem) {
    refused.put(wish, problem);
  }

  /** Those that are neither fulfilled nor refused, in the order in which they came. */
  List<Wish> open() {
    return wishes.stream()
        .filter(w -> !attached.containsKey(w) && !refused.containsKey(w))
        .toList();
  }

  /** Null where there is none for it. */
  Attachment attached(Wish wish) {
    return attached.get(wish);
  }

  /** Null where it is not refused. */
  Problem refusal(Wish wish) {
    return refused.get(wish);
  }

  /** The wishes that are fulfilled, in the order in which they came. */
  List<Wish> fulfilled() {
    return wishes.stream().filter(attached::containsKey).toList();
  }
}
