package dev.postern.gateway.upstream;

import dev.postern.gateway.channel.ConnectionProtocol;
import dev.postern.gateway.channel.RelayChannel;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionHeartbeatController.HeartbeatType;
import org.apache.sshd.core.CoreModuleProperties;

/** Dials containers: host key pinned, the gateway's key, a deadline for the whole of it. */
final class UpstreamClient implements AutoCloseable {

  /** Takes the channels that a container opens towards its client: agent and -R. */
  static final AttributeKey<RelayChannel.Opening> REVERSE_CHANNELS = new AttributeKey<>();

  private static final List<String> REVERSE_CHANNEL_TYPES =
      List.of("auth-agent@openssh.com", "forwarded-tcpip", "forwarded-streamlocal@openssh.com");

  private final SshClient client;
  private final KeyPair gatewayKey;
  private final Duration deadline;

  UpstreamClient(KeyPair gatewayKey, Duration deadline, int ioThreads) {
    this.gatewayKey = gatewayKey;
    this.deadline = deadline;
    this.client = ClientBuilder.builder().build(true);
    client.setServerKeyVerifier(new PinnedHostKeys());
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
    client.setGlobalRequestHandlers(
        List.of((service, request, wantReply, message) -> RequestHandler.Result.ReplyFailure));
    client.setServiceFactories(
        List.of(ObservedLogin.factory(), ConnectionProtocol.withContainers()));
    client.setUnknownChannelReferenceHandler(ConnectionProtocol.LATE_MESSAGES);
    client.setChannelFactories(
        REVERSE_CHANNEL_TYPES.stream().<ChannelFactory>map(ReverseChannelFactory::new).toList());
    client.addSessionListener(new AttemptListener());
    UpstreamAlgorithms.offer(client);
    settings(ioThreads);
    client.start();
  }

  private void settings(int ioThreads) {
    CoreModuleProperties.NIO_WORKERS.set(client, ioThreads);
    CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
    CoreModuleProperties.NIO2_READ_TIMEOUT.set(client, Duration.ZERO);
    CoreModuleProperties.AUTH_TIMEOUT.set(client, deadline);
    CoreModuleProperties.IO_CONNECT_TIMEOUT.set(client, deadline);
    CoreModuleProperties.TCP_NODELAY.set(client, true);
    client.setSessionHeartbeat(HeartbeatType.IGNORE, TimeUnit.SECONDS, 30);
  }

  /** Fails with {@link UpstreamException}. */
  CompletableFuture<ClientSession> dial(UpstreamKey target, RelayChannel.Opening reverseChannels) {
    var attempt = new ConnectionAttempt(target);
    var ready = new CompletableFuture<ClientSession>();
    try {
      client
          .connect(
              target.user(),
              target.host(),
              target.port(),
              AttributeRepository.ofKeyValuePair(ConnectionAttempt.ATTRIBUTE, attempt),
              null)
          .addListener(
              connected -> {
                if (!connected.isConnected()) {
                  ready.completeExceptionally(cause(connected.getException()));
                } else {
                  authenticate(connected.getClientSession(), reverseChannels, ready);
                }
              });
    } catch (IOException | RuntimeException e) {
      ready.completeExceptionally(e);
    }
    return ready
        .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(e -> CompletableFuture.failedFuture(attempt.failure(e)));
  }

  private void authenticate(
      ClientSession session,
      RelayChannel.Opening reverseChannels,
      CompletableFuture<ClientSession> ready) {
    ready.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            session.close(true);
          }
        });
    if (reverseChannels != null) {
      session.setAttribute(REVERSE_CHANNELS, reverseChannels);
    }
    session.addPublicKeyIdentity(gatewayKey);
    try {
      session
          .auth()
          .addListener(
              auth -> {
                if (auth.isSuccess()) {
                  ready.complete(session);
                } else {
                  ready.completeExceptionally(cause(auth.getException()));
                }
              });
    } catch (IOException | RuntimeException e) {
      ready.completeExceptionally(e);
    }
  }

  /** Futures that were cancelled have none. */
  private static Throwable cause(Throwable of) {
    return of == null ? new IOException("given up") : of;
  }

  @Override
  public void close() {
    client.close(true);
  }

  /** A channel from the container: only connections of one client take them. */
  private record ReverseChannelFactory(String name) implements ChannelFactory {

    @Override
    public String getName() {
      return name;
    }

    @Override
    public Channel createChannel(Session session) {
      RelayChannel.Opening opening = session.getAttribute(REVERSE_CHANNELS);
      return RelayChannel.incoming(name, opening == null ? ReverseChannelFactory::refuse : opening);
    }

    private static CompletableFuture<dev.postern.gateway.channel.Receiver> refuse(
        RelayChannel channel, byte[] data) {
      return CompletableFuture.failedFuture(
          new RelayChannel.OpenFailure(
              SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED, "nobody asked for it"));
    }
  }
}
