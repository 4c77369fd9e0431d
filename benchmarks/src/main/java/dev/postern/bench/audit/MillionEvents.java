package dev.postern.bench.audit;

import dev.postern.backends.testing.EventScript;
import dev.postern.backends.testing.SampleEvents;
import dev.postern.events.containers.ContainerCreated;
import dev.postern.events.containers.PasswordReset;
import dev.postern.events.containers.PasswordResetRequested;
import dev.postern.events.containers.Proof;
import dev.postern.events.containers.PublicIpCounts;
import dev.postern.events.containers.RuntimeStatus;
import dev.postern.events.ips.Family;
import dev.postern.events.ips.PublicIpAttached;
import dev.postern.events.keys.KeyAdded;
import dev.postern.events.notifications.CredentialsMailed;
import dev.postern.events.sessions.SessionClosed;
import dev.postern.events.sessions.SessionOpened;
import dev.postern.events.state.ContainerState;
import dev.postern.events.state.KeyState;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** 50,000 containers, 20,000 keys, and what happens to them, as the services publish it. */
final class MillionEvents {

  static final int CONTAINERS = 50_000;
  static final int KEYS = 20_000;
  private static final int ADDRESSES = 20_000;
  private static final int RESETS = 150_000;
  private static final int SESSIONS = 135_000;
  private static final int ACCOUNTS = 5_000;
  private static final List<String> HOST_KEYS = List.of("SHA256:" + "h".repeat(43));
  private static final Duration STEP = Duration.ofMillis(20);

  private final EventScript script;

  private MillionEvents(Consumer<ProducerRecord<String, byte[]>> sink) {
    this.script = new EventScript(Instant.parse("2026-03-01T00:00:00Z"), sink);
  }

  static void write(Consumer<ProducerRecord<String, byte[]>> sink) {
    var events = new MillionEvents(sink);
    for (int i = 0; i < CONTAINERS; i++) {
      events.register(i);
    }
    for (int i = 0; i < KEYS; i++) {
      events.key(i);
    }
    for (int i = 0; i < ADDRESSES; i++) {
      events.address(i);
    }
    for (int i = 0; i < RESETS; i++) {
      events.reset(i % CONTAINERS, 2 + i / CONTAINERS);
    }
    for (int i = 0; i < SESSIONS; i++) {
      events.session(i);
    }
  }

  static String container(long number) {
    return "c" + Long.toString(1_000_000_000L + number, 36);
  }

  private static String account(int number) {
    return "account-" + number % ACCOUNTS;
  }

  private static Map<String, Object> actor(String account) {
    return Map.of(
        "actor",
        Map.of(
            "subject",
            "s-" + account,
            "account",
            account,
            "client",
            "dashboard",
            "roles",
            List.of("user")));
  }

  private void register(int number) {
    String id = container(number);
    String account = account(number);
    String name = "web-" + number;
    script.after(STEP);
    script.add(
        SampleEvents.registered(
            id,
            account,
            name,
            "shop",
            "cp",
            RuntimeStatus.RUNNING,
            1,
            true,
            PublicIpCounts.NONE,
            "platform",
            null),
        actor(account));
    script.add(
        new ContainerState(
            id,
            account,
            "shop",
            "cp",
            name,
            RuntimeStatus.RUNNING,
            null,
            22,
            "root",
            HOST_KEYS,
            List.of()));
    UUID event =
        script
            .after(STEP)
            .add(
                new ContainerCreated(
                    id,
                    account,
                    name,
                    "shop",
                    "cp",
                    "root",
                    1,
                    UUID.randomUUID().toString(),
                    script.now().plus(Duration.ofHours(72)),
                    Proof.LOGIN,
                    "platform",
                    List.of(),
                    HOST_KEYS));
    script.after(STEP).add(new CredentialsMailed(id, account, 1, event, 1));
  }

  private void key(int number) {
    byte[] bytes = new byte[51];
    ByteBuffer.wrap(bytes).putInt(number);
    String blob = Base64.getEncoder().encodeToString(bytes);
    String account = account(number);
    script.after(STEP);
    script.add(
        new KeyAdded(
            "k" + number, account, "laptop", "ssh-ed25519", 256, fingerprint(number), blob, null),
        actor(account));
    script.add(
        new KeyState(
            fingerprint(number),
            "k" + number,
            account,
            "ssh-ed25519",
            blob,
            null,
            KeyState.State.ACTIVE));
  }

  private static String fingerprint(int number) {
    byte[] digest = new byte[32];
    ByteBuffer.wrap(digest).putInt(number);
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
  }

  private void address(int number) {
    String address = "10." + (number >> 16) + "." + (number >> 8 & 255) + "." + (number & 255);
    script
        .after(STEP)
        .add(
            SampleEvents.attachRequested(
                address, Family.IPV4, container(number), account(number), true),
            actor(account(number)));
    script
        .after(STEP)
        .add(
            new PublicIpAttached(
                address, 22, Family.IPV4, container(number), account(number), true));
  }

  private void reset(int number, long generation) {
    String id = container(number);
    String account = account(number);
    script
        .after(STEP)
        .add(new PasswordResetRequested(id, account, generation, null, account), actor(account));
    UUID event =
        script
            .after(STEP)
            .add(
                new PasswordReset(
                    id,
                    account,
                    "web-" + number,
                    "shop",
                    "cp",
                    "root",
                    generation,
                    UUID.randomUUID().toString(),
                    script.now().plus(Duration.ofHours(72)),
                    Proof.LOGIN,
                    account,
                    List.of(),
                    HOST_KEYS,
                    null));
    script.after(STEP).add(new CredentialsMailed(id, account, generation, event, 1));
  }

  private void session(int number) {
    int key = number % KEYS;
    String id = container(key);
    String account = account(key);
    UUID session = UUID.randomUUID();
    script
        .after(STEP)
        .add(
            new SessionOpened(
                session, id, account, account, "k" + key, fingerprint(key), "192.0.2.7", false));
    script
        .after(STEP)
        .add(
            new SessionClosed(
                session,
                id,
                account,
                account,
                "k" + key,
                fingerprint(key),
                "192.0.2.7",
                60_000,
                4_000,
                90_000,
                0L,
                null,
                SessionClosed.Reason.CLIENT));
  }
}
