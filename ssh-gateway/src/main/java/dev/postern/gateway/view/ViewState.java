package dev.postern.gateway.view;

import dev.postern.events.state.ContainerState;
import dev.postern.events.state.KeyState;
import dev.postern.events.state.ShareState;
import dev.postern.keytable.Fingerprint;
import dev.postern.keytable.KeyTable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The latest value of every key of the three state topics. One thread writes, any number read.
 * Records with a lower sequence than the last of their key are ignored.
 */
final class ViewState {

  final KeyTable keys = new KeyTable();
  private final Map<String, ContainerState> containers = new ConcurrentHashMap<>();
  private final Map<String, Map<String, ContainerState>> byAccount = new ConcurrentHashMap<>();
  private final Map<String, Set<ShareState>> sharedWith = new ConcurrentHashMap<>();
  private final Map<String, Long> containerSequences = new ConcurrentHashMap<>();
  private final Map<String, Long> shareSequences = new ConcurrentHashMap<>();

  void key(String fingerprint, long sequence, KeyState state) {
    Fingerprint print = Fingerprint.parse(fingerprint);
    if (state == null) {
      keys.remove(print, sequence);
    } else if (state.state() != KeyState.State.ACTIVE) {
      keys.disable(print, sequence);
    } else {
      keys.put(print, sequence, state.account(), state.key(), state.expiresAt());
    }
  }

  /** Its record cannot be relied on: it opens nothing until there is another one. */
  void unreadableKey(String fingerprint, long sequence) {
    keys.unreadable(Fingerprint.parse(fingerprint), sequence);
  }

  void container(String id, long sequence, ContainerState state) {
    if (isOld(containerSequences, id, sequence)) {
      return;
    }
    ContainerState before = state == null ? containers.remove(id) : containers.put(id, state);
    if (before != null && (state == null || !before.account().equals(state.account()))) {
      byAccount.getOrDefault(before.account(), Map.of()).remove(id);
    }
    if (state != null) {
      byAccount.computeIfAbsent(state.account(), a -> new ConcurrentHashMap<>()).put(id, state);
    }
  }

  void share(String key, long sequence, ShareState state) {
    if (isOld(shareSequences, key, sequence)) {
      return;
    }
    String[] parts = key.split("/", -1);
    if (parts.length != 3) {
      throw new UnreadableStateException("not the key of a share");
    }
    ShareState share = new ShareState(parts[0], parts[1], parts[2]);
    if (state == null) {
      sharedWith.getOrDefault(share.with(), Set.of()).remove(share);
    } else {
      sharedWith.computeIfAbsent(share.with(), w -> ConcurrentHashMap.newKeySet()).add(share);
    }
  }

  private static boolean isOld(Map<String, Long> sequences, String key, long sequence) {
    return sequences.merge(key, sequence, Math::max) > sequence;
  }

  Optional<ContainerState> container(String id) {
    return Optional.ofNullable(containers.get(id));
  }

  Map<String, ContainerState> containersOf(String account) {
    return byAccount.getOrDefault(account, Map.of());
  }

  Set<ShareState> sharesWith(String account) {
    return sharedWith.getOrDefault(account, Set.of());
  }

  int containerCount() {
    return containers.size();
  }

  int shareCount() {
    return sharedWith.values().stream().mapToInt(Set::size).sum();
  }
}
