package dev.postern.local.platform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.backends.ssh.PublicKeyLine;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a hosting platform does with the product, through its public APIs only. */
public final class PlatformClient {

  private static final String PLATFORM = "platform";
  private static final String OPERATOR = "operator";

  private final ServiceApi api;

  public PlatformClient(Instance instance) {
    this.api = new ServiceApi(instance, new AccountTokens(instance));
  }

  /** Sets where an account gets its mail. */
  public void contact(String account, String email) {
    api.put(
        PLATFORM,
        Service.NOTIFICATION,
        "/v1/accounts/" + account + "/contact",
        Map.of("email", email));
  }

  /** Makes an address pool, unless there is one of that name. */
  public void pool(String name, String cidr, List<String> reserved) {
    try {
      api.get(OPERATOR, Service.IP, "/v1/pools/" + name);
    } catch (ApiException e) {
      if (e.status() != 404) {
        throw e;
      }
      api.post(
          OPERATOR,
          Service.IP,
          "/v1/pools",
          Map.of("name", name, "cidr", cidr, "reserved", reserved));
    }
  }

  /** Every container of an account that was not deleted. */
  public List<RegisteredContainer> containers(String account) {
    List<RegisteredContainer> containers = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = api.get(account, Service.CREDENTIAL, "/v1/containers?limit=200" + cursor);
      page.path("items").forEach(item -> containers.add(RegisteredContainer.of(item)));
      String next = page.path("next").asText("");
      cursor = page.path("next").isNull() || next.isEmpty() ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    return containers;
  }

  /** The account's container of that name. */
  public Optional<RegisteredContainer> container(String account, String name) {
    return containers(account).stream().filter(c -> c.name().equals(name)).findFirst();
  }

  /** Registers a container that runs; the password is made, applied and mailed from here on. */
  public RegisteredContainer register(ContainerRegistration registration) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("account", registration.account());
    body.put("name", registration.name());
    body.put("environment", registration.environment());
    body.put("layer", registration.layer());
    body.put("publicIps", Map.of("ipv4", 1));
    body.put("access", registration.access());
    return RegisteredContainer.of(api.post(PLATFORM, Service.CREDENTIAL, "/v1/containers", body));
  }

  /** Reports that a container runs, and where its sshd is now. */
  public void running(String id, Map<String, Object> access) {
    runtime(id, Map.of("status", "RUNNING", "access", access));
  }

  /** Reports that a container was created again: another file system, other host keys. */
  public void recreated(String id, Map<String, Object> access) {
    runtime(id, Map.of("status", "RECREATED", "access", access));
  }

  /** Reports that a container was stopped. */
  public void stopped(String id) {
    runtime(id, Map.of("status", "STOPPED"));
  }

  /** Reports that a container was deleted. */
  public void deleted(String id) {
    api.delete(PLATFORM, Service.CREDENTIAL, "/v1/containers/" + id);
  }

  /** Asks for a new password, as the owner does; gives the new generation. */
  public int resetPassword(String account, String id) {
    return api.post(account, Service.CREDENTIAL, "/v1/containers/" + id + "/password-resets", null)
        .path("generation")
        .asInt();
  }

  /** Adds a public key of the account, unless it has it already. */
  public void key(String account, String title, String publicLine) {
    String fingerprint = PublicKeyLine.parse(publicLine).fingerprint();
    for (JsonNode key : api.get(account, Service.KEY, "/v1/keys?limit=200").path("items")) {
      if (key.path("fingerprint").asText().equals(fingerprint)) {
        return;
      }
    }
    api.post(account, Service.KEY, "/v1/keys", Map.of("title", title, "key", publicLine));
  }

  private void runtime(String id, Map<String, Object> body) {
    api.put(PLATFORM, Service.CREDENTIAL, "/v1/containers/" + id + "/runtime", body);
  }
}
