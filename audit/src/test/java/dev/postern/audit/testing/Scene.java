package dev.postern.audit.testing;

import dev.postern.backends.testing.EventScript;
import dev.postern.backends.testing.SampleEvents;
import dev.postern.events.EventData;
import dev.postern.events.containers.Address;
import dev.postern.events.containers.ContainerCreated;
import dev.postern.events.containers.ContainerDeleted;
import dev.postern.events.containers.PasswordReset;
import dev.postern.events.containers.PasswordResetRequested;
import dev.postern.events.containers.Proof;
import dev.postern.events.containers.PublicIpCounts;
import dev.postern.events.containers.RuntimeStatus;
import dev.postern.events.ips.Family;
import dev.postern.events.ips.PublicIpAttached;
import dev.postern.events.keys.EnvironmentShared;
import dev.postern.events.keys.KeyAdded;
import dev.postern.events.notifications.CredentialsMailed;
import dev.postern.events.sessions.SessionOpened;
import dev.postern.events.state.ContainerState;
import dev.postern.events.state.KeyState;
import dev.postern.events.state.ShareState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What services publish when people do usual things; a second passes before each of them. */
public final class Scene {

  public static final Instant BEGIN = Instant.parse("2026-11-28T10:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Address SSHD = new Address("10.0.0.7", 22);
  private static final List<String> HOST_KEYS = List.of("SHA256:" + "h".repeat(43));
  public static final Map<String, Object> DEMO =
      Map.of(
          "actor",
          Map.of(
              "subject", "s-demo", "account", "demo", "client", "cli", "roles", List.of("user")));

  private final EventScript script;

  public Scene() {
    this(new EventScript(BEGIN));
  }

  public Scene(EventScript script) {
    this.script = script;
  }

  public EventScript script() {
    return script;
  }

  /** The moment of the last event. */
  public Instant now() {
    return script.now();
  }

  public Scene register(String container, String account, String name, String environment) {
    script.after(SECOND);
    script.add(
        SampleEvents.registered(
            container,
            account,
            name,
            environment,
            null,
            RuntimeStatus.RUNNING,
            1,
            true,
            PublicIpCounts.NONE,
            "platform",
            SSHD));
    script.add(state(container, account, name, environment, RuntimeStatus.RUNNING));
    return this;
  }

  public static ContainerState state(
      String container, String account, String name, String environment, RuntimeStatus runtime) {
    return new ContainerState(
        container,
        account,
        environment,
        null,
        name,
        runtime,
        SSHD.address(),
        SSHD.port(),
        "root",
        HOST_KEYS,
        List.of());
  }

  /** The first password is applied and mailed. */
  public Scene create(String container, String account, String name, String environment) {
    script.after(SECOND);
    UUID event =
        script.add(
            new ContainerCreated(
                container,
                account,
                name,
                environment,
                null,
                "root",
                1,
                "ref-" + container + "-1",
                script.now().plus(Duration.ofHours(72)),
                Proof.LOGIN,
                "platform",
                List.of(),
                HOST_KEYS));
    return mail(container, account, 1, event);
  }

  public Scene mail(String container, String account, long generation, UUID event) {
    script.after(SECOND);
    script.add(new CredentialsMailed(container, account, generation, event, 1));
    return this;
  }

  public Scene requestReset(String container, String account, long generation) {
    script.after(SECOND);
    script.add(new PasswordResetRequested(container, account, generation, null, account), DEMO);
    return this;
  }

  public UUID applyReset(String container, String account, String name, long generation) {
    script.after(SECOND);
    return script.add(
        new PasswordReset(
            container,
            account,
            name,
            "shop",
            null,
            "root",
            generation,
            "ref-" + container + "-" + generation,
            script.now().plus(Duration.ofHours(72)),
            Proof.LOGIN,
            account,
            List.of(),
            HOST_KEYS,
            null));
  }

  public Scene delete(String container, String account, String name, String environment) {
    script.after(SECOND);
    script.add(new ContainerDeleted(container, account, name, environment, null));
    script.remove(ContainerState.class, container);
    return this;
  }

  public Scene addKey(String key, String account, Instant expiresAt) {
    script.after(SECOND);
    String blob = blob(key);
    script.add(
        new KeyAdded(
            key, account, "of " + account, "ssh-ed25519", 256, fingerprint(key), blob, expiresAt),
        DEMO);
    script.add(
        new KeyState(
            fingerprint(key), key, account, "ssh-ed25519", blob, expiresAt, KeyState.State.ACTIVE));
    return this;
  }

  public static String blob(String key) {
    return Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  public static String fingerprint(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public Scene share(String share, String account, String environment, String with) {
    script.after(SECOND);
    script.add(new EnvironmentShared(share, account, environment, with));
    script.add(new ShareState(account, environment, with));
    return this;
  }

  public Scene attach(String address, String container, String account) {
    script.after(SECOND);
    script.add(SampleEvents.attachRequested(address, Family.IPV4, container, account, true));
    script.after(SECOND);
    script.add(new PublicIpAttached(address, 22, Family.IPV4, container, account, true));
    return this;
  }

  public UUID open(String container, String owner, String account, String key) {
    script.after(SECOND);
    UUID session = UUID.randomUUID();
    script.add(
        new SessionOpened(
            session, container, owner, account, key, fingerprint(key), "192.0.2.7", false));
    return session;
  }

  public Scene add(EventData data) {
    script.after(SECOND);
    script.add(data);
    return this;
  }
}
