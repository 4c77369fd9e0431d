package dev.postern.cli.audit;

import dev.postern.audit.rebuild.RebuiltState;
import dev.postern.audit.rebuild.RowComparison;
import dev.postern.cli.rest.ServiceClient;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service whose database is made of the log: what is compared, and what no event tells. */
enum RestoredService {
  KEY_SERVICE(
      "key-service",
      List.of(
          "the comments of keys: they are in no event",
          "when and where a key was last used",
          "the answers to repeated requests (Idempotency-Key): a repeated request is a new one")) {
    @Override
    ServiceClient client(ServiceOptions services) {
      return services.keyService();
    }

    @Override
    void compare(RebuiltState log, ServiceClient service, RowComparison comparison) {
      comparison.compare("key", log.keys(), ServiceItems.of(service, "/v1/keys", "id"));
      comparison.compare("share", log.shares(), ServiceItems.of(service, "/v1/shares", "id"));
    }
  },

  IP_SERVICE(
      "ip-service",
      List.of(
          "how many addresses a container should have, where that was less or more than it had: it"
              + " is what it holds, or what its registration asked for",
          "pools and quotas that were set before events told of them: set them again",
          "the answers to repeated requests (Idempotency-Key): a repeated request is a new one")) {
    @Override
    ServiceClient client(ServiceOptions services) {
      return services.ipService();
    }

    @Override
    void compare(RebuiltState log, ServiceClient service, RowComparison comparison) {
      comparison.compare(
          "address", log.addresses(), ServiceItems.of(service, "/v1/ips", "address"));
      for (String address : log.everHeld()) {
        comparison.compare(
            "tenure",
            numbered(address, log.history(address)),
            numbered(address, ServiceItems.history(service, address)));
      }
    }
  },

  CREDENTIAL_SERVICE(
      "credential-service",
      List.of(
          "containers that its database does not have: how they are entered is in no event, so their"
              + " platform registers them again; people get in by key through the gateway meanwhile",
          "sealed secrets: a password that waited for its mail is replaced by a new one",
          "hashes that are kept for containers whose files do not survive a restart: their passwords"
              + " are replaced",
          "the digests by which a change of a password is noticed, until the next reset",
          "batches of resets, and the answers to repeated requests (Idempotency-Key)")) {
    @Override
    ServiceClient client(ServiceOptions services) {
      return services.credentialService();
    }

    @Override
    void compare(RebuiltState log, ServiceClient service, RowComparison comparison) {
      comparison.compare(
          "container", log.containers(), ServiceItems.of(service, "/v1/containers", "id"));
    }
  };

  private static final int SHOWN_HISTORY = 200;

  private final String title;
  private final List<String> lost;

  RestoredService(String title, List<String> lost) {
    this.title = title;
    this.lost = lost;
  }

  abstract ServiceClient client(ServiceOptions services);

  /** Rows that the log says with those that the service answers. */
  abstract void compare(RebuiltState log, ServiceClient service, RowComparison comparison);

  /** The name of its process and deployment. */
  String title() {
    return title;
  }

  /** What cannot come back from the log. */
  List<String> lost() {
    return lost;
  }

  static Optional<RestoredService> of(String title) {
    return Arrays.stream(values()).filter(service -> service.title.equals(title)).findFirst();
  }

  static List<String> titles() {
    return Arrays.stream(values()).map(RestoredService::title).toList();
  }

  /** The latest is 1. */
  private static Map<String, Map<String, Object>> numbered(
      String address, List<Map<String, Object>> rows) {
    Map<String, Map<String, Object>> numbered = new LinkedHashMap<>();
    rows.stream()
        .limit(SHOWN_HISTORY)
        .forEach(row -> numbered.put(address + " " + (numbered.size() + 1), row));
    return numbered;
  }
}
