package dev.postern.key.sharing;

import dev.postern.events.keys.EnvironmentShared;
import dev.postern.events.keys.EnvironmentUnshared;
import dev.postern.events.state.ShareState;
import dev.postern.outbox.OutboxEmitter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Publishes what happened to a share, as an event and as the state that gateways read. The order is
 * always the same, so that two transactions never wait for each other's sequences.
 */
@ApplicationScoped
class ShareEventPublisher {

  private final OutboxEmitter outbox;

  ShareEventPublisher(OutboxEmitter outbox) {
    this.outbox = outbox;
  }

  Uni<Void> shared(Share share) {
    return outbox
        .send(new EnvironmentShared(share.id, share.owner, share.environment, share.receiver))
        .chain(() -> outbox.send(state(share)));
  }

  Uni<Void> unshared(Share share) {
    return outbox
        .send(new EnvironmentUnshared(share.id, share.owner, share.environment, share.receiver))
        .chain(() -> outbox.remove(ShareState.class, state(share).topicKey()));
  }

  private static ShareState state(Share share) {
    return new ShareState(share.owner, share.environment, share.receiver);
  }
}
