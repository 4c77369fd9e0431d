package dev.postern.bench.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.UserAuthFactory;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;

/**
 * Sets a container's root password over SSH and proves it: a connection with the management key for
 * three commands, and one with the password. It has a mark of its own in the container, so that it
 * and the product do not fence each other.
 */
final class BaselineContainerAccess implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(45);

  private static final String EXAMINE =
      "PATH=$PATH:/usr/sbin:/sbin; id -Gn root; sshd -T -C user=root,host=localhost,addr=127.0.0.1";

  /** Reads generation and line; refuses a generation that is not later than the marked one. */
  private static final String APPLY =
      """
      set -e; umask 077; PATH=$PATH:/usr/sbin:/sbin
      read -r generation; read -r line
      d=/etc/postern-baseline; mkdir -p $d; exec 9>$d/lock; flock -w 10 9
      held=0; [ ! -f $d/fence ] || read -r held <$d/fence
      [ "$held" -lt "$generation" ]
      echo "$generation" >$d/fence.new; mv -f $d/fence.new $d/fence
      echo "$line" | chpasswd -e
      """;

  private static final String READ_SHADOW = "grep ^root: /etc/shadow | cut -d: -f2";

  private final SshClient client = SshClient.setUpDefaultClient();
  private final List<KeyPair> managementKeys = new ArrayList<>();

  BaselineContainerAccess(Path managementKey) throws IOException, GeneralSecurityException {
    try (var key = Files.newInputStream(managementKey)) {
      SecurityUtils.loadKeyPairIdentities(null, null, key, FilePasswordProvider.EMPTY)
          .forEach(managementKeys::add);
    }
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    // As the product does it: small packets do not wait for an acknowledgement.
    CoreModuleProperties.TCP_NODELAY.set(client, true);
    client.start();
  }

  /**
   * Sets the password and logs in with it.
   *
   * @param hash of crypt(3)
   * @throws IOException when the container refuses it, or does not have it afterwards
   */
  void apply(ResetContainer container, long generation, String hash, String password)
      throws IOException {
    try (ClientSession session = connect(container)) {
      managementKeys.forEach(session::addPublicKeyIdentity);
      authenticate(session, UserAuthPublicKeyFactory.INSTANCE);
      run(session, EXAMINE, "");
      run(session, APPLY, generation + "\nroot:" + hash + "\n");
      if (!run(session, READ_SHADOW, "").equals(hash)) {
        throw new IOException("another hash is in the container's shadow file");
      }
    }
    try (ClientSession session = connect(container)) {
      session.addPasswordIdentity(password);
      authenticate(session, UserAuthPasswordFactory.INSTANCE);
    }
  }

  private ClientSession connect(ResetContainer container) throws IOException {
    ClientSession session =
        client.connect("root", container.host(), container.port()).verify(DEADLINE).getSession();
    session.setServerKeyVerifier(
        (any, address, key) -> container.hostKeys().contains(KeyUtils.getFingerPrint(key)));
    return session;
  }

  private static void authenticate(ClientSession session, UserAuthFactory method)
      throws IOException {
    session.setUserAuthFactories(List.of(method));
    session.auth().verify(DEADLINE);
  }

  private static String run(ClientSession session, String command, String input)
      throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    try (ChannelExec channel = session.createExecChannel(command)) {
      channel.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
      channel.setOut(output);
      channel.setErr(errors);
      channel.open().verify(DEADLINE);
      channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), DEADLINE);
      Integer exit = channel.getExitStatus();
      if (exit == null || exit != 0) {
        throw new IOException("exit code " + exit + ": " + errors.toString(StandardCharsets.UTF_8));
      }
    }
    return output.toString(StandardCharsets.UTF_8).strip();
  }

  @Override
  public void close() {
    client.stop();
  }
}
