package dev.postern.gateway.session;

import dev.postern.gateway.login.Refusal;
import dev.postern.gateway.upstream.UpstreamException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * Global requests of clients (RFC 4254 section 4). Remote forwarding is asked of the container, on
 * a connection of the client's own. Answers keep the order of the requests, as the protocol wants.
 */
public final class GlobalRequests implements RequestHandler<ConnectionService> {

  private static final Set<String> REMOTE_FORWARDING =
      Set.of(
          "tcpip-forward",
          "cancel-tcpip-forward",
          "streamlocal-forward@openssh.com",
          "cancel-streamlocal-forward@openssh.com");
  private static final String NO_MORE_SESSIONS = "no-more-sessions@openssh.com";
  private static final AttributeKey<CompletableFuture<Void>> LAST = new AttributeKey<>();
  private static final int DEADLINE_SECONDS = 15;

  /** Success with its data, or null for failure. */
  private static final byte[] FAILURE = null;

  @Override
  public Result process(
      ConnectionService service, String request, boolean wantReply, Buffer buffer) {
    Session session = service.getSession();
    byte[] payload = new byte[buffer.available()];
    buffer.getRawBytes(payload);
    CompletableFuture<byte[]> answer =
        answer(session, request, payload)
            .orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS)
            .exceptionally(failure -> FAILURE);
    if (wantReply) {
      CompletableFuture<Void> before = session.getAttribute(LAST);
      CompletableFuture<Void> mine =
          before == null
              ? answer.thenAccept(data -> reply(session, data))
              : before
                  .thenCombine(answer, (nothing, data) -> data)
                  .thenAccept(d -> reply(session, d));
      session.setAttribute(LAST, mine);
    }
    return Result.Replied;
  }

  /** A keep-alive wants any answer; OpenSSH's own is a failure. */
  private static CompletableFuture<byte[]> answer(Session session, String request, byte[] payload) {
    ClientConnection client = session.getAttribute(ClientConnection.ATTRIBUTE);
    if (client != null && request.equals(NO_MORE_SESSIONS)) {
      client.openNoMoreSessions();
    }
    if (client == null || !REMOTE_FORWARDING.contains(request)) {
      return CompletableFuture.completedFuture(FAILURE);
    }
    Optional<ContainerSession> containerSession = client.direct();
    if (containerSession.isEmpty() || refused(client, containerSession.get())) {
      return CompletableFuture.completedFuture(FAILURE);
    }
    return client
        .own(containerSession.get())
        .first()
        .session()
        .thenCompose(
            container ->
                ask(container, request, payload)
                    .whenComplete(
                        (data, failure) -> {
                          if (data != FAILURE) {
                            client.forwardsFrom(container, containerSession.get());
                          }
                        }))
        .whenComplete((data, failure) -> client.enteredBy(containerSession.get(), failure));
  }

  private static boolean refused(ClientConnection client, ContainerSession containerSession) {
    Optional<Refusal> refusal = client.refusal(containerSession.container());
    refusal.ifPresent(client::refused);
    return refusal.isPresent();
  }

  private static CompletableFuture<byte[]> ask(
      ClientSession container, String request, byte[] payload) {
    var answer = new CompletableFuture<byte[]>();
    Buffer message =
        container.createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST, 64 + payload.length);
    message.putString(request);
    message.putBoolean(true);
    message.putRawBytes(payload);
    try {
      container.request(
          message,
          request,
          (command, reply) -> {
            if (command == SshConstants.SSH_MSG_REQUEST_SUCCESS) {
              byte[] data = new byte[reply.available()];
              reply.getRawBytes(data);
              answer.complete(data);
            } else {
              answer.complete(FAILURE);
            }
          });
    } catch (IOException | RuntimeException e) {
      answer.completeExceptionally(UpstreamException.of(e));
    }
    return answer;
  }

  private static void reply(Session session, byte[] data) {
    byte command =
        data == FAILURE
            ? SshConstants.SSH_MSG_REQUEST_FAILURE
            : SshConstants.SSH_MSG_REQUEST_SUCCESS;
    Buffer message = session.createBuffer(command, 16 + (data == FAILURE ? 0 : data.length));
    if (data != FAILURE) {
      message.putRawBytes(new ByteArrayBuffer(data).getCompactData());
    }
    try {
      session.writePacket(message);
    } catch (IOException e) {
      session.close(true);
    }
  }
}
