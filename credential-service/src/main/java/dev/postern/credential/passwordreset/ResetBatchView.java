package dev.postern.credential.passwordreset;

import dev.postern.credential.credential.GenerationState;
import java.util.List;

/** A batch and what became of each container in it. */
record ResetBatchView(String id, List<Item> items) {

  /**
   * @param generation null where none was requested
   * @param state null where none was requested
   * @param error a word that says why it was not, or why it failed; else null
   */
  record Item(String container, Long generation, GenerationState state, String error) {}
}
