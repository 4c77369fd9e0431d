package dev.postern.credential.passwordreset;

import dev.postern.credential.credential.CredentialView;
import dev.postern.credential.credential.GenerationState;

/** A reset that was accepted. {@code reason} is null where there is none. */
record ResetView(String container, long generation, GenerationState state, String reason) {

  static ResetView of(CredentialView view) {
    return new ResetView(view.container(), view.generation(), view.state(), view.reason());
  }
}
