package dev.postern.gateway.view;

import dev.postern.events.containers.Address;
import dev.postern.events.containers.RuntimeStatus;
import dev.postern.events.state.ContainerState;
import dev.postern.events.state.ShareState;
import java.time.Instant;
import java.util.List;

/** A view without Kafka, for tests of what reads it. */
public final class Views {

  private final GatewayView view = new GatewayView();
  private long sequence;

  public GatewayView view() {
    return view;
  }

  public ContainerState container(String id, String account, String environment, String name) {
    return container(id, account, environment, "cp", name, RuntimeStatus.RUNNING);
  }

  public ContainerState container(
      String id,
      String account,
      String environment,
      String layer,
      String name,
      RuntimeStatus runtime) {
    var state =
        new ContainerState(
            id,
            account,
            environment,
            layer,
            name,
            runtime,
            "127.0.0.1",
            22,
            "root",
            List.of("SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDpzWPbO6YT5FlHnKE"),
            List.of(new Address("192.0.2.1", 22)));
    view.state().container(id, ++sequence, state);
    return state;
  }

  public void share(ShareState share) {
    view.state().share(share.topicKey(), ++sequence, share);
  }

  public void confirm(Instant at) {
    view.confirm(at);
  }
}
