package dev.postern.keytable;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Keys by fingerprint: open addressing over objects of some hundred bytes, so that a million keys
 * take less than 200 MB. One thread writes, any number read without a lock. A removed key keeps its
 * place and sequence, so that a late older record cannot bring it back.
 */
public final class KeyTable {

  private static final int FIRST_CAPACITY = 1024;
  private static final long NEVER = Long.MAX_VALUE;

  /** In place of the id of a key that opens nothing and is not removed. */
  private static final String DISABLED = "disabled";

  private static final String UNREADABLE = "unreadable";

  private static final class Slot {
    final long a;
    final long b;
    final long c;
    final long d;
    final long sequence;
    final long expiresAtMillis;
    final String account;
    final String id;

    /** A key with a null account opens nothing, and its id says why; null where it is removed. */
    Slot(Fingerprint print, long sequence, String account, String id, Instant expiresAt) {
      this.a = print.a();
      this.b = print.b();
      this.c = print.c();
      this.d = print.d();
      this.sequence = sequence;
      this.account = account;
      this.id = id;
      this.expiresAtMillis = expiresAt == null ? NEVER : expiresAt.toEpochMilli();
    }

    boolean is(Fingerprint print) {
      return a == print.a() && b == print.b() && c == print.c() && d == print.d();
    }

    /** Reads nothing but the slot: each further object would be a cache miss. */
    RegisteredKey key(Fingerprint print) {
      Instant expiry = expiresAtMillis == NEVER ? null : Instant.ofEpochMilli(expiresAtMillis);
      return new RegisteredKey(print, account, id, expiry);
    }
  }

  private final Map<String, String> accounts = new HashMap<>();
  private volatile AtomicReferenceArray<Slot> slots = new AtomicReferenceArray<>(FIRST_CAPACITY);
  private int used;
  private volatile int active;

  /** The key, unless it is unknown, removed or disabled. */
  public Optional<RegisteredKey> find(Fingerprint print) {
    Slot slot = slot(print);
    return slot == null || slot.account == null ? Optional.empty() : Optional.of(slot.key(print));
  }

  /** Null where nothing is known of it. The table is read once: it may grow meanwhile. */
  private Slot slot(Fingerprint print) {
    AtomicReferenceArray<Slot> now = slots;
    int place = place(now, print);
    return now.get(place);
  }

  /** Keys that are registered and not disabled. */
  public int size() {
    return active;
  }

  /** Registers a key; {@code expiresAt} is null where it does not expire. */
  public void put(Fingerprint print, long sequence, String account, String id, Instant expiresAt) {
    String shared = accounts.computeIfAbsent(account, a -> a);
    set(new Slot(print, sequence, shared, id, expiresAt), print);
  }

  /** Why a key that is not found opens nothing. */
  public KeyInvalidation invalidation(Fingerprint print) {
    Slot slot = slot(print);
    if (slot == null || slot.id == null) {
      return KeyInvalidation.REMOVED;
    }
    return slot.id.equals(UNREADABLE) ? KeyInvalidation.UNREADABLE : KeyInvalidation.DISABLED;
  }

  /** It opens nothing, and is its owner's still. */
  public void disable(Fingerprint print, long sequence) {
    set(new Slot(print, sequence, null, DISABLED, null), print);
  }

  /** What it opens is not known, so it opens nothing. */
  public void unreadable(Fingerprint print, long sequence) {
    set(new Slot(print, sequence, null, UNREADABLE, null), print);
  }

  /** It is no longer registered. */
  public void remove(Fingerprint print, long sequence) {
    set(new Slot(print, sequence, null, null, null), print);
  }

  private void set(Slot slot, Fingerprint print) {
    int place = place(slots, print);
    Slot before = slots.get(place);
    if (before != null && before.sequence > slot.sequence) {
      return;
    }
    active += opens(slot) - opens(before);
    slots.set(place, slot);
    if (before == null && ++used * 3L > slots.length() * 2L) {
      grow();
    }
  }

  private static int opens(Slot slot) {
    return slot == null || slot.account == null ? 0 : 1;
  }

  private void grow() {
    var larger = new AtomicReferenceArray<Slot>(slots.length() * 2);
    for (int i = 0; i < slots.length(); i++) {
      Slot slot = slots.get(i);
      if (slot != null) {
        larger.set(place(larger, new Fingerprint(slot.a, slot.b, slot.c, slot.d)), slot);
      }
    }
    slots = larger;
  }

  /** Where the key is, or would be. A digest is its own hash; the capacity is a power of two. */
  private static int place(AtomicReferenceArray<Slot> slots, Fingerprint print) {
    int mask = slots.length() - 1;
    int place = (int) print.a() & mask;
    for (Slot slot = slots.get(place); slot != null && !slot.is(print); slot = slots.get(place)) {
      place = (place + 1) & mask;
    }
    return place;
  }
}
