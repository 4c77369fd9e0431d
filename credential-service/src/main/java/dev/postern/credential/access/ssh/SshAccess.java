package dev.postern.credential.access.ssh;

import dev.postern.credential.access.AccessConfig;
import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessException.Reason;
import dev.postern.credential.access.AccessSession;
import dev.postern.credential.access.ContainerAccess;
import dev.postern.credential.access.HostKeyFingerprint;
import dev.postern.credential.access.ProbeResult;
import dev.postern.credential.access.ProbeResult.Stage;
import dev.postern.credential.access.Target;
import dev.postern.credential.access.script.ScriptedSession;
import dev.postern.credential.password.Password;
import dev.postern.umac.UmacFactory;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.mac.Mac;
import org.apache.sshd.core.CoreModuleProperties;

/** Reaches containers over SSH as root. Outside the service, the caller starts and stops it. */
@ApplicationScoped
public class SshAccess implements ContainerAccess {

  private static final String ROOT = "root";

  private final AccessConfig config;
  private final ManagementKey managementKey;
  private SshClient client;

  public SshAccess(AccessConfig config, ManagementKey managementKey) {
    this.config = config;
    this.managementKey = managementKey;
  }

  @PostConstruct
  public void start() {
    client = SshClient.setUpDefaultClient();
    client.setServerKeyVerifier(new HostKeys());
    // Uses nothing of the machine that the service runs on: no ~/.ssh, no agent.
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setAgentFactory(null);
    client.setUserAuthFactories(LoginMethods.ALL);
    client.setMacFactories(withUmac(client.getMacFactories()));
    client.addSessionListener(new Negotiation());
    // Small packets that wait for an acknowledgement (RFC 896) wait 40 ms, several times a login.
    CoreModuleProperties.TCP_NODELAY.set(client, true);
    client.start();
  }

  /** Adds UMAC, which OpenSSH's client offers too, as the last choice: it is slow here. */
  private static List<NamedFactory<Mac>> withUmac(List<NamedFactory<Mac>> macs) {
    return Stream.concat(macs.stream(), Stream.of(UmacFactory.values())).toList();
  }

  @PreDestroy
  public void stop() {
    client.stop();
  }

  @Override
  public String adapter() {
    return "ssh";
  }

  @Override
  public AccessSession open(Target target) throws AccessException {
    List<KeyPair> keys = managementKey.pairs();
    ClientSession session = connect(target);
    keys.forEach(session::addPublicKeyIdentity);
    Set<String> offered = LoginMethods.trying(session, LoginMethods.KEY);
    authenticate(session, Reason.MANAGEMENT_KEY_REFUSED);
    return new ScriptedSession(
        new RemoteCommand(session, config.commandTimeout()),
        target,
        List.of(HostKeyFingerprint.of(session.getServerKey())),
        new ProbeResult(Stage.OK, false, "", Set.copyOf(offered)).asksForPassword(),
        () -> session.close(true));
  }

  @Override
  public void login(Target target, Password password) throws AccessException {
    ClientSession session = connect(target);
    byte[] copy = password.copy();
    try {
      // The library takes text only; it is garbage as soon as the session is closed.
      session.addPasswordIdentity(new String(copy, StandardCharsets.US_ASCII));
      LoginMethods.trying(session, LoginMethods.PASSWORD);
      authenticate(session, Reason.LOGIN_REFUSED);
    } finally {
      Arrays.fill(copy, (byte) 0);
      session.close(true);
    }
  }

  @Override
  public ProbeResult probe(String host, int port, List<String> hostKeys) {
    return new SshProbe(client, config).probe(host, port, hostKeys);
  }

  private ClientSession connect(Target target) throws AccessException {
    try {
      return client
          .connect(ROOT, target.host(), target.port(), HostKeys.pinned(target.hostKeys()))
          .verify(config.connectTimeout())
          .getSession();
    } catch (IOException e) {
      throw new AccessException(Reason.UNREACHABLE, e);
    }
  }

  private void authenticate(ClientSession session, Reason refusal) throws AccessException {
    Banner banner = new Banner();
    session.setUserInteraction(banner);
    try {
      session.auth().verify(config.authTimeout());
    } catch (IOException e) {
      session.close(true);
      throw failure(session, banner, refusal, e);
    }
  }

  private static AccessException failure(
      ClientSession session, Banner banner, Reason refusal, IOException e) {
    String algorithms = Negotiation.failed(session).orElse("");
    if (!algorithms.isEmpty()) {
      return new AccessException(Reason.NO_COMMON_ALGORITHM, algorithms, e);
    }
    Reason reason = banner.saysExpired() ? Reason.ACCOUNT_EXPIRED : reasonOf(e, refusal);
    return new AccessException(reason, e);
  }

  /** Only an answer of the other side is a refusal; silence or a broken connection is not. */
  private static Reason reasonOf(IOException e, Reason refusal) {
    int code = e instanceof SshException ssh ? ssh.getDisconnectCode() : 0;
    return switch (code) {
      case SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE -> refusal;
      case SshConstants.SSH2_DISCONNECT_HOST_KEY_NOT_VERIFIABLE -> Reason.HOST_KEY_CHANGED;
      default -> Reason.UNREACHABLE;
    };
  }
}
