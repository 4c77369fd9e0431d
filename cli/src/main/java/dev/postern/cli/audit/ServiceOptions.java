package dev.postern.cli.audit;

import dev.postern.cli.instance.LocalInstance;
import dev.postern.cli.rest.ServiceClient;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where the services are, and who asks them. */
final class ServiceOptions {

  private final Map<String, String> environment;

  @Option(
      names = "--key-service",
      paramLabel = "URL",
      description = "Default: the one-machine instance's.")
  private String keyService;

  @Option(
      names = "--ip-service",
      paramLabel = "URL",
      description = "Default: the one-machine instance's.")
  private String ipService;

  @Option(
      names = "--credential-service",
      paramLabel = "URL",
      description = "Default: the one-machine instance's.")
  private String credentialService;

  ServiceOptions(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Whether the services are those of the one-machine instance, whose processes are here. */
  boolean areLocal() {
    return keyService == null && ipService == null && credentialService == null;
  }

  ServiceClient keyService() {
    return client(keyService, 8081);
  }

  ServiceClient ipService() {
    return client(ipService, 8082);
  }

  ServiceClient credentialService() {
    return client(credentialService, 8083);
  }

  private ServiceClient client(String url, int localPort) {
    String at = url == null ? "http://" + new LocalInstance(environment).address(localPort) : url;
    return new ServiceClient(at, environment.getOrDefault("POSTERN_TOKEN", ""));
  }
}
