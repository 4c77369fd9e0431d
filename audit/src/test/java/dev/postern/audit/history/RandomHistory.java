package dev.postern.audit.history;

import dev.postern.audit.testing.Scene;
import dev.postern.backends.testing.EventScript;
import dev.postern.backends.testing.SampleEvents;
import dev.postern.events.EventData;
import dev.postern.events.containers.ContainerDeleted;
import dev.postern.events.containers.ContainerStarted;
import dev.postern.events.containers.ContainerStopped;
import dev.postern.events.containers.PasswordResetFailed;
import dev.postern.events.containers.PasswordResetRequested;
import dev.postern.events.ips.Family;
import dev.postern.events.ips.PublicIpAttached;
import dev.postern.events.ips.PublicIpDetachRequested;
import dev.postern.events.ips.PublicIpReleased;
import dev.postern.events.keys.EnvironmentUnshared;
import dev.postern.events.keys.KeyDisabled;
import dev.postern.events.keys.KeyRemoved;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** People, platforms and services doing things at random; the same seed does the same again. */
public final class RandomHistory {

  private static final List<String> ACCOUNTS = List.of("a", "b", "c", "d", "e");
  private static final List<String> ENVIRONMENTS = List.of("shop", "blog");
  private static final int ADDRESSES = 20;

  final SimpleModel model = new SimpleModel();
  private final List<String> containers = new ArrayList<>();

  private final EventScript script = new EventScript(Scene.BEGIN);
  private final Scene scene = new Scene(script);
  private final Random random;
  private final List<SimpleModel.Container> alive = new ArrayList<>();
  private final Map<String, Long> generations = new TreeMap<>();
  private final Map<String, String> states = new TreeMap<>();
  private int made;

  public RandomHistory(long seed, int operations) {
    this.random = new Random(seed);
    for (int i = 0; i < operations; i++) {
      script.after(Duration.ofMillis(1 + random.nextInt(4000)));
      operate();
    }
  }

  /** Ids of all that ever were. */
  public List<String> containers() {
    return List.copyOf(containers);
  }

  public Instant end() {
    return script.now();
  }

  /** What was published, with batches that a relay published again after it was killed. */
  public List<ProducerRecord<String, byte[]>> published() {
    List<ProducerRecord<String, byte[]>> published = new ArrayList<>();
    int from = 0;
    for (ProducerRecord<String, byte[]> record : script.records()) {
      published.add(record);
      if (random.nextInt(100) == 0) {
        published.addAll(List.copyOf(published.subList(from, published.size())));
        from = published.size();
      }
    }
    return published;
  }

  private void operate() {
    switch (random.nextInt(14)) {
      case 0 -> register();
      case 1, 2 -> addKey();
      case 3 -> endKey();
      case 4 -> share();
      case 5 -> unshare();
      case 6 -> toggle();
      case 7, 8 -> reset();
      case 9, 10, 11, 12 -> address();
      default -> maybeDelete();
    }
  }

  private void publish(EventData data) {
    script.add(data);
  }

  private void register() {
    String id = "c" + made++;
    String account = one(ACCOUNTS);
    String environment = one(ENVIRONMENTS);
    scene.register(id, account, "n" + id, environment);
    var container =
        new SimpleModel.Container(id, account, "n" + id, environment, new Interval(script.now()));
    model.containers.add(container);
    model.running.add(new SimpleModel.Running(id, new Interval(script.now())));
    alive.add(container);
    containers.add(id);
    generations.put(id, 1L);
    apply(container, 1);
  }

  private void apply(SimpleModel.Container container, long generation) {
    UUID event;
    if (generation == 1) {
      scene.create(container.id(), container.account(), container.name(), container.environment());
      // The mail follows a second later.
      begin(container, generation, script.now().minusSeconds(1));
      return;
    }
    event = scene.applyReset(container.id(), container.account(), container.name(), generation);
    begin(container, generation, script.now());
    if (random.nextBoolean()) {
      scene.mail(container.id(), container.account(), generation, event);
    }
  }

  private void begin(SimpleModel.Container container, long generation, Instant at) {
    model.passwords.stream()
        .filter(one -> one.container().equals(container.id()))
        .filter(one -> one.works().until.equals(Instant.MAX))
        .forEach(one -> one.works().until = at);
    model.passwords.add(new SimpleModel.Password(container.id(), generation, new Interval(at)));
  }

  private void reset() {
    if (alive.isEmpty()) {
      return;
    }
    SimpleModel.Container container = one(alive);
    long generation = generations.merge(container.id(), 1L, Long::sum);
    publish(
        new PasswordResetRequested(
            container.id(), container.account(), generation, null, container.account()));
    switch (random.nextInt(4)) {
      case 0 ->
          publish(
              new PasswordResetFailed(
                  container.id(),
                  container.account(),
                  container.name(),
                  generation,
                  null,
                  "LOGIN_REFUSED"));
      case 1 -> {
        // Its end is never told: the process died.
      }
      default -> apply(container, generation);
    }
  }

  private void toggle() {
    if (alive.isEmpty()) {
      return;
    }
    SimpleModel.Container container = one(alive);
    SimpleModel.Running last =
        model.running.stream()
            .filter(one -> one.container().equals(container.id()))
            .reduce((before, after) -> after)
            .orElseThrow();
    if (last.runs().until.equals(Instant.MAX)) {
      publish(new ContainerStopped(container.id(), container.account()));
      last.runs().until = script.now();
    } else {
      publish(new ContainerStarted(container.id(), container.account(), null));
      model.running.add(new SimpleModel.Running(container.id(), new Interval(script.now())));
    }
  }

  private void maybeDelete() {
    if (alive.size() < 20) {
      return;
    }
    SimpleModel.Container container = alive.remove(random.nextInt(alive.size()));
    publish(
        new ContainerDeleted(
            container.id(), container.account(), container.name(), container.environment(), null));
    container.there().until = script.now();
  }

  private void addKey() {
    String id = "k" + made++;
    String account = one(ACCOUNTS);
    Instant expires =
        random.nextInt(3) == 0 ? script.now().plusSeconds(random.nextInt(20_000)) : null;
    scene.addKey(id, account, expires);
    var key = new SimpleModel.Key(id, account, new Interval(script.now()));
    if (expires != null) {
      key.opens().until = expires;
    }
    model.keys.add(key);
  }

  private void endKey() {
    List<SimpleModel.Key> open =
        model.keys.stream().filter(key -> key.opens().until.equals(Instant.MAX)).toList();
    if (open.isEmpty()) {
      return;
    }
    SimpleModel.Key key = one(open);
    String fingerprint = Scene.fingerprint(key.id());
    publish(
        random.nextBoolean()
            ? new KeyRemoved(key.id(), key.account(), "of " + key.account(), fingerprint)
            : new KeyDisabled(
                key.id(),
                key.account(),
                "of " + key.account(),
                fingerprint,
                KeyDisabled.Reason.TOO_SHORT));
    key.opens().until = script.now();
  }

  private void share() {
    String owner = one(ACCOUNTS);
    String environment = one(ENVIRONMENTS);
    String with = one(ACCOUNTS);
    boolean given =
        model.shares.stream()
            .anyMatch(
                one ->
                    one.owner().equals(owner)
                        && one.environment().equals(environment)
                        && one.with().equals(with)
                        && one.given().until.equals(Instant.MAX));
    if (given || owner.equals(with)) {
      return;
    }
    String id = "s" + made++;
    scene.share(id, owner, environment, with);
    model.shares.add(
        new SimpleModel.Share(id, owner, environment, with, new Interval(script.now())));
  }

  private void unshare() {
    List<SimpleModel.Share> given =
        model.shares.stream().filter(one -> one.given().until.equals(Instant.MAX)).toList();
    if (!given.isEmpty()) {
      SimpleModel.Share share = one(given);
      publish(
          new EnvironmentUnshared(share.id(), share.owner(), share.environment(), share.with()));
      share.given().until = script.now();
    }
  }

  private void address() {
    String address = address(random.nextInt(ADDRESSES));
    switch (states.getOrDefault(address, "FREE")) {
      case "FREE" -> take(address);
      case "HELD" -> answer(address);
      case "ANSWERS" -> detachOrMove(address);
      case "DETACHING" -> detached(address);
      default -> {
        publish(new PublicIpReleased(address, Family.IPV4));
        states.put(address, "FREE");
      }
    }
  }

  public static String address(int number) {
    return "192.0.2." + number % ADDRESSES;
  }

  private void take(String address) {
    if (alive.isEmpty()) {
      return;
    }
    SimpleModel.Container container = one(alive);
    publish(
        SampleEvents.attachRequested(
            address, Family.IPV4, container.id(), container.account(), true));
    model.holdings.add(
        new SimpleModel.Holding(address, container.id(), new Interval(script.now())));
    states.put(address, "HELD");
  }

  private void answer(String address) {
    String container = holder(address);
    publish(new PublicIpAttached(address, 22, Family.IPV4, container, "a", true));
    model.answering.add(new SimpleModel.Answering(address, container, new Interval(script.now())));
    states.put(address, "ANSWERS");
  }

  private void detachOrMove(String address) {
    String container = holder(address);
    model.answering.stream()
        .filter(one -> one.address().equals(address))
        .filter(one -> one.answers().until.equals(Instant.MAX))
        .forEach(one -> one.answers().until = script.now());
    if (random.nextBoolean() || alive.isEmpty()) {
      publish(new PublicIpDetachRequested(address, Family.IPV4, container, "a"));
      states.put(address, "DETACHING");
    } else {
      String to = one(alive).id();
      publish(SampleEvents.moved(address, Family.IPV4, to, container, "a", true));
      release(address);
      model.holdings.add(new SimpleModel.Holding(address, to, new Interval(script.now())));
      states.put(address, "HELD");
    }
  }

  private void detached(String address) {
    publish(SampleEvents.detached(address, Family.IPV4, holder(address), "a", script.now()));
    release(address);
    states.put(address, "QUARANTINED");
  }

  private String holder(String address) {
    return model.holder(address, script.now()).orElseThrow();
  }

  private void release(String address) {
    model.holdings.stream()
        .filter(one -> one.address().equals(address))
        .filter(one -> one.held().until.equals(Instant.MAX))
        .forEach(one -> one.held().until = script.now());
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
