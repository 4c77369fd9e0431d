package dev.postern.gateway.session;

import dev.postern.gateway.channel.Bridge;
import dev.postern.gateway.channel.Receiver;
import dev.postern.gateway.channel.RelayChannel;
import dev.postern.gateway.login.Destination;
import dev.postern.gateway.login.Refusal;
import dev.postern.gateway.upstream.UpstreamException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.sshd.common.SshConstants;

/**
 * {@code -L}, {@code -D} and {@code -J}: the container's sshd dials the target, never the gateway,
 * which would be an open proxy.
 */
final class ForwardOpening implements RelayChannel.Opening {

  private final ClientConnection client;

  ForwardOpening(ClientConnection client) {
    this.client = client;
  }

  @Override
  public CompletableFuture<Receiver> open(RelayChannel fromClient, byte[] data) {
    Optional<ContainerSession> session = client.direct();
    if (session.isEmpty()) {
      return refused(sentence());
    }
    Optional<Refusal> refusal = client.refusal(session.get().container());
    if (refusal.isPresent()) {
      return refused(refusal.get().sentence());
    }
    return client
        .open(
            session.get(),
            fromClient.type(),
            data,
            Bridge.toClient(fromClient, session.get().toClient()))
        .<Receiver>thenApply(channel -> Bridge.intoContainer(channel, session.get().fromClient()))
        .exceptionallyCompose(failure -> passedOn(failure, session.get()));
  }

  private String sentence() {
    return client.destination() instanceof Destination.Denied
        ? ((Destination.Denied) client.destination()).refusal().sentence()
        : "Postern: forwarding needs a container, log in as CONTAINER-" + client.key().account();
  }

  /** The container's own refusal reaches the client as it is. */
  private static CompletableFuture<Receiver> passedOn(Throwable failure, ContainerSession session) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    if (cause instanceof RelayChannel.OpenFailure) {
      return CompletableFuture.failedFuture(cause);
    }
    String why = UpstreamException.of(failure).getMessage();
    return refused(Refusal.unreachable(session.container(), why).sentence());
  }

  private static CompletableFuture<Receiver> refused(String sentence) {
    return CompletableFuture.failedFuture(
        new RelayChannel.OpenFailure(SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED, sentence));
  }
}
