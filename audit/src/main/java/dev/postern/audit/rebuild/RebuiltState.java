package dev.postern.audit.rebuild;

import dev.postern.audit.log.Fold;
import dev.postern.audit.log.HistoryReader;
import dev.postern.audit.log.ReadSummary;
import dev.postern.audit.projection.Addresses;
import dev.postern.audit.projection.Container;
import dev.postern.audit.projection.Containers;
import dev.postern.audit.projection.Holding;
import dev.postern.audit.projection.Key;
import dev.postern.audit.projection.Keys;
import dev.postern.audit.projection.Mails;
import dev.postern.audit.projection.Share;
import dev.postern.audit.projection.Shares;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The present, made of the log alone. Values are texts, numbers, booleans and {@link Instant}s;
 * what only a service knows is not there.
 */
public final class RebuiltState {

  private final Containers containers;
  private final Keys keys;
  private final Shares shares;
  private final Addresses addresses;
  private final Mails mails;
  private final ReadSummary read;
  private final Instant now;

  /**
   * Reads the log once.
   *
   * @param now decides which keys have expired
   */
  public RebuiltState(HistoryReader history, Instant now) {
    var fold = new Fold();
    this.containers = Containers.of(fold, container -> true, record -> true);
    this.keys = Keys.of(fold);
    this.shares = Shares.of(fold);
    this.addresses = Addresses.of(fold, address -> true);
    this.mails = Mails.of(fold, record -> true);
    this.now = now;
    this.read = history.fold(null, fold);
  }

  public ReadSummary read() {
    return read;
  }

  /** By id, as {@code GET /v1/keys} of key-service. */
  public Map<String, Map<String, Object>> keys() {
    Map<String, Map<String, Object>> rows = new TreeMap<>();
    keys.all().forEach(key -> rows.put(key.id(), row(key)));
    return rows;
  }

  private Map<String, Object> row(Key key) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("account", key.account());
    row.put("type", key.type());
    row.put("bits", key.bits());
    row.put("fingerprint", key.fingerprint());
    row.put("expiresAt", key.expiresAt());
    row.put("addedAt", key.added().time());
    row.put("state", state(key));
    row.put("disabledAt", key.disabled() == null ? null : key.disabled().time());
    return row;
  }

  private String state(Key key) {
    if (key.disabled() != null) {
      return "DISABLED";
    }
    return key.opensAt(now) ? "ACTIVE" : "EXPIRED";
  }

  /** By id, as {@code GET /v1/shares} of key-service. */
  public Map<String, Map<String, Object>> shares() {
    Map<String, Map<String, Object>> rows = new TreeMap<>();
    for (Share share : shares.all()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("account", share.owner());
      row.put("environment", share.environment());
      row.put("with", share.with());
      row.put("sharedAt", share.since().time());
      rows.put(share.id(), row);
    }
    return rows;
  }

  /** By id, as {@code GET /v1/containers} of credential-service. */
  public Map<String, Map<String, Object>> containers() {
    Map<String, Map<String, Object>> rows = new TreeMap<>();
    containers.all().forEach(container -> rows.put(container.id(), row(container)));
    return rows;
  }

  private Map<String, Object> row(Container container) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("account", container.account());
    row.put("name", container.name());
    row.put("environment", container.environment());
    row.put("layer", container.layer());
    row.put("runtime", container.runtime().name());
    row.put("notify", container.notifiesOwner());
    row.put("createdAt", container.registered().time());
    row.put("credential.generation", container.latestGeneration());
    row.put("credential.state", GenerationStates.of(container, mails));
    return row;
  }

  /** By address, as {@code GET /v1/ips} of ip-service. */
  public Map<String, Map<String, Object>> addresses() {
    Map<String, Map<String, Object>> rows = new TreeMap<>();
    for (Holding holding : addresses.present()) {
      if (holding.until() != null) {
        continue; // In quarantine nobody holds it.
      }
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("container", holding.container());
      row.put("state", holding.state().name());
      rows.put(holding.address(), row);
    }
    return rows;
  }

  /** Every address that was ever held. */
  public List<String> everHeld() {
    return addresses.remembered();
  }

  /** As {@code GET /v1/ips/{address}/history} of ip-service, the latest first. */
  public List<Map<String, Object>> history(String address) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Holding holding : addresses.history(address)) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("container", holding.container());
      row.put("account", holding.account());
      row.put("from", holding.from());
      row.put("until", holding.until());
      rows.add(0, row);
    }
    return rows;
  }
}
