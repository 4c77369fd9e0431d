package dev.postern.gateway.upstream;

import dev.postern.gateway.channel.ConnectionProtocol;
import dev.postern.gateway.channel.WireChannel;
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
import org.apache.sshd.client.session.ClientUserAuthServiceFactory;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionHeartbeatController.HeartbeatType;
import org.apache.sshd.core.CoreModuleProperties;

/** Dials containers: host key pinned, the gateway's key, a deadline for the whole of it. */
final class UpstreamClient implements AutoCloseable {

  /** Who takes the channels that a container opens towards its client: agent and -R. */
  static final AttributeKey<WireChannel.Opening> TOWARDS_CLIENT = new AttributeKey<>();

  private static final List<String> TOWARDS_CLIENT_TYPES =
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
        List.of(ClientUserAuthServiceFactory.INSTANCE, ConnectionProtocol.withContainers()));
    client.setUnknownChannelReferenceHandler(ConnectionProtocol.LATE_MESSAGES);
    client.setChannelFactories(
        TOWARDS_CLIENT_TYPES.stream().<ChannelFactory>map(TowardsClient::new).toList());
    algorithms();
    settings(ioThreads);
    client.start();
  }

  private void algorithms() {
    client.setKeyExchangeFactories(
        List.of(
            ClientBuilder.DH2KEX.apply(BuiltinDHFactories.curve25519),
            ClientBuilder.DH2KEX.apply(BuiltinDHFactories.curve25519_libssh),
            ClientBuilder.DH2KEX.apply(BuiltinDHFactories.ecdhp256),
            ClientBuilder.DH2KEX.apply(BuiltinDHFactories.ecdhp384),
            ClientBuilder.DH2KEX.apply(BuiltinDHFactories.dhg16_512),
            ClientBuilder.DH2KEX.apply(BuiltinDHFactories.dhg14_256)));
    client.setCipherFactories(
        List.of(
            BuiltinCiphers.aes128gcm,
            BuiltinCiphers.aes256gcm,
            BuiltinCiphers.aes128ctr,
            BuiltinCiphers.aes256ctr));
    client.setMacFactories(
        List.of(
            BuiltinMacs.hmacsha256etm,
            BuiltinMacs.hmacsha512etm,
            BuiltinMacs.hmacsha256,
            BuiltinMacs.hmacsha512));
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

  CompletableFuture<ClientSession> dial(UpstreamKey target, WireChannel.Opening towardsClient) {
    var ready = new CompletableFuture<ClientSession>();
    try {
      client
          .connect(
              target.user(),
              target.host(),
              target.port(),
              AttributeRepository.ofKeyValuePair(PinnedHostKeys.TARGET, target),
              null)
          .addListener(
              connected -> {
                if (!connected.isConnected()) {
                  ready.completeExceptionally(new UpstreamException("cannot be reached."));
                } else {
                  authenticate(connected.getClientSession(), towardsClient, ready);
                }
              });
    } catch (IOException | RuntimeException e) {
      ready.completeExceptionally(e);
    }
    return ready.orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void authenticate(
      ClientSession session,
      WireChannel.Opening towardsClient,
      CompletableFuture<ClientSession> ready) {
    ready.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            session.close(true);
          }
        });
    if (towardsClient != null) {
      session.setAttribute(TOWARDS_CLIENT, towardsClient);
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
                  ready.completeExceptionally(
                      new UpstreamException(
                          "refuses the gateway (its host key or authorised keys changed); recreate"
                              + " or register it again."));
                }
              });
    } catch (IOException | RuntimeException e) {
      ready.completeExceptionally(e);
    }
  }

  @Override
  public void close() {
    client.close(true);
  }

  /** A channel from the container: only connections of one client take them. */
  private record TowardsClient(String name) implements ChannelFactory {

    @Override
    public String getName() {
      return name;
    }

    @Override
    public Channel createChannel(Session session) {
      WireChannel.Opening opening = session.getAttribute(TOWARDS_CLIENT);
      return WireChannel.incoming(name, opening == null ? TowardsClient::refuse : opening);
    }

    private static CompletableFuture<dev.postern.gateway.channel.Receiver> refuse(
        WireChannel channel, byte[] data) {
      return CompletableFuture.failedFuture(
          new WireChannel.Refused(
              SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED, "nobody asked for it"));
    }
  }
}
