package dev.postern.local.instance;

import java.util.LinkedHashMap;
import java.util.Map;

/** The fixed ports of an instance, all on loopback. */
public record Ports(Instance instance) {

  public int issuer() {
    return instance.port(8085);
  }

  public int inboxPage() {
    return instance.port(8025);
  }

  public int smtp() {
    return instance.port(2525);
  }

  public int kafka() {
    return instance.port(9092);
  }

  public int postgres() {
    return instance.port(5433);
  }

  /** Where people reach the SSH gateway; mails name it. */
  public int gateway() {
    return instance.port(3022);
  }

  /** Every port that must be free before a start, by the part that takes it. */
  public Map<String, Integer> all() {
    Map<String, Integer> all = new LinkedHashMap<>(allButGateway());
    all.put(Service.GATEWAY.title(), Service.GATEWAY.port(instance));
    all.put("SSH gateway", gateway());
    return all;
  }

  /** As {@link #all}, without those of the gateway. */
  public Map<String, Integer> allButGateway() {
    Map<String, Integer> all = new LinkedHashMap<>();
    for (Service service : Service.values()) {
      if (service != Service.GATEWAY) {
        all.put(service.title(), service.port(instance));
      }
    }
    all.put("issuer", issuer());
    all.put("inbox", inboxPage());
    all.put("SMTP", smtp());
    all.put("Kafka", kafka());
    all.put("PostgreSQL", postgres());
    return all;
  }
}
