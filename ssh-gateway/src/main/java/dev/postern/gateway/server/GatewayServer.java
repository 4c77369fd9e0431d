package dev.postern.gateway.server;

import dev.postern.gateway.audit.AuditPublisher;
import dev.postern.gateway.channel.ConnectionProtocol;
import dev.postern.gateway.hostkeys.HostKeys;
import dev.postern.gateway.limits.Admission;
import dev.postern.gateway.proxyprotocol.ProxiedConnections;
import dev.postern.gateway.proxyprotocol.TrustedProxies;
import dev.postern.gateway.revocation.RevocationChecker;
import dev.postern.gateway.session.ChannelFactories;
import dev.postern.gateway.session.ClientConnections;
import dev.postern.gateway.session.GatewayContext;
import dev.postern.gateway.session.GlobalRequests;
import dev.postern.gateway.shutdown.DrainableServer;
import dev.postern.gateway.shutdown.GracefulShutdown;
import dev.postern.gateway.upstream.Upstreams;
import dev.postern.gateway.view.GatewayView;
import dev.postern.gateway.view.ViewConfig;
import dev.postern.gateway.webterminal.Terminals;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.SessionHeartbeatController.HeartbeatType;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.session.ServerUserAuthServiceFactory;
import org.jboss.logging.Logger;

/** The SSH server. It listens once the view was loaded: before that every key is unknown. */
@ApplicationScoped
public class GatewayServer {

  private static final Logger LOG = Logger.getLogger(GatewayServer.class);

  /**
   * Clients use OpenSSH's extensions only with who calls itself so: without it {@code ssh HOST yes
   * | head -1} never ends.
   */
  private static final String IDENTIFICATION = "OpenSSH_9.9 Postern";

  private final GatewayConfig config;
  private final GatewayView view;
  private final AuditPublisher audit;
  private final Upstreams upstreams;
  private final ClientConnections connections;
  private final Terminals terminals;
  private final RevocationChecker revocationChecker;
  private final DrainableServer server = DrainableServer.create();
  private final AtomicBoolean listening = new AtomicBoolean();
  private final AtomicBoolean stopping = new AtomicBoolean();

  GatewayServer(
      GatewayConfig config,
      GatewayView view,
      ViewConfig viewConfig,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.config = config;
    this.view = view;
    this.audit = new AuditPublisher(kafka);
    this.upstreams = new Upstreams(gatewayKey(config), config.upstream());
    var context =
        new GatewayContext(
            view,
            upstreams,
            audit,
            viewConfig.maxStaleness(),
            config.limits().channelsPerConnection(),
            config.ssh().linger());
    this.connections = new ClientConnections(context);
    this.terminals = new Terminals(context);
    this.revocationChecker = new RevocationChecker(this::recheck);
  }

  private static KeyPair gatewayKey(GatewayConfig config) {
    try {
      return HostKeys.load(config.gateway().key());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(
          "The gateway's private key (POSTERN_GATEWAY_KEY) cannot be read", e);
    }
  }

  void start(@Observes StartupEvent event) {
    setUp();
    view.onChange(this::changed);
    changed();
  }

  private void setUp() {
    var authenticator =
        new GatewayAuthenticator(
            view, new Admission(config.limits(), InstantSource.system()), connections, audit);
    List<KeyPair> hostKeys = HostKeys.in(config.gateway().hostKeys());
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKeys));
    server.setHost(config.ssh().host());
    server.setPort(config.ssh().port());
    server.setPublickeyAuthenticator(authenticator);
    server.setUserAuthFactories(List.of(AuditedPublicKeyAuth.factory(authenticator)));
    server.addSessionListener(authenticator);
    server.setChannelFactories(ChannelFactories.all());
    server.setGlobalRequestHandlers(List.of(new GlobalRequests()));
    server.setServiceFactories(
        List.of(ServerUserAuthServiceFactory.INSTANCE, ConnectionProtocol.withClients()));
    server.setUnknownChannelReferenceHandler(ConnectionProtocol.LATE_MESSAGES);
    server.setSessionHeartbeat(
        HeartbeatType.IGNORE, TimeUnit.MILLISECONDS, config.ssh().keepAlive().toMillis());
    Algorithms.offer(server);
    settings();
    server.front(config.ssh().proxyProtocol() ? behindProxies() : QuickAckHandler::new);
  }

  private UnaryOperator<IoHandler> behindProxies() {
    var trusted =
        new TrustedProxies(
            config
                .ssh()
                .proxyTrusted()
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            "PROXY protocol is on: name the balancers that may connect"
                                + " (POSTERN_SSH_PROXY_TRUSTED)")));
    return ssh -> new ProxiedConnections(new QuickAckHandler(ssh), trusted);
  }

  private void settings() {
    CoreModuleProperties.NIO_WORKERS.set(server, config.ssh().ioThreads());
    CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, config.ssh().authTries());
    CoreModuleProperties.AUTH_TIMEOUT.set(server, config.ssh().authDeadline());
    CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
    CoreModuleProperties.NIO2_READ_TIMEOUT.set(server, Duration.ZERO);
    CoreModuleProperties.TCP_NODELAY.set(server, true);
    CoreModuleProperties.SOCKET_KEEPALIVE.set(server, true);
    CoreModuleProperties.SOCKET_REUSEADDR.set(server, true);
    CoreModuleProperties.WELCOME_BANNER.set(server, "");
    CoreModuleProperties.SERVER_IDENTIFICATION.set(server, IDENTIFICATION);
  }

  private void changed() {
    if (view.staleness(InstantSource.system().instant()).isPresent()
        && !stopping.get()
        && listening.compareAndSet(false, true)) {
      listen();
    }
    revocationChecker.soon();
  }

  private void listen() {
    try {
      server.start();
      WarmUp.start(server.getPort());
      LOG.infof("Gateway listens address=%s:%d", config.ssh().host(), server.getPort());
    } catch (IOException e) {
      LOG.errorf(
          e, "Gateway cannot listen address=%s:%d", config.ssh().host(), config.ssh().port());
      throw new UncheckedIOException(e);
    }
  }

  /** The port that it listens on; 0 before it does. */
  public int port() {
    return server.isStarted() && !stopping.get() ? server.getPort() : 0;
  }

  /** The clients that are logged in. */
  public ClientConnections connections() {
    return connections;
  }

  @Produces
  @Singleton
  public Terminals terminals() {
    return terminals;
  }

  private void recheck() {
    connections.recheck();
    terminals.recheck();
  }

  /** Whether a user who connects now can log in. */
  public boolean acceptsLogins() {
    return port() > 0 && !terminals.context().isStale();
  }

  public int upstreamCount() {
    return upstreams.connectionCount();
  }

  long lostEvents() {
    return audit.dropped();
  }

  /** Before HTTP stops: terminals are WebSockets on it. */
  void drain(@Observes ShutdownDelayInitiatedEvent event) {
    drain();
  }

  private void drain() {
    if (stopping.compareAndSet(false, true)) {
      terminals.stopAccepting();
      new GracefulShutdown(server, List.of(connections, terminals), config.ssh().drain()).run();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    drain();
    revocationChecker.close();
    upstreams.close();
    audit.close();
  }
}
