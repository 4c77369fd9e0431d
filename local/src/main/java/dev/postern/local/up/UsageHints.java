package dev.postern.local.up;

import dev.postern.backends.processes.ProcessMemory;
import dev.postern.local.console.Console;
import dev.postern.local.console.Durations;
import dev.postern.local.containers.ContainerHost;
import dev.postern.local.containers.ProductMemory;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Ports;
import dev.postern.local.instance.Service;
import java.time.Duration;
import java.time.Instant;

/** How to use what runs: addresses and lines to copy. */
final class UsageHints {

  private final Instance instance;
  private final Console console;
  private final Ports ports;

  UsageHints(Instance instance, Console console) {
    this.instance = instance;
    this.console = console;
    this.ports = new Ports(instance);
  }

  void afterStart(RelayPort relay, ContainerHost containers, Instant began, Duration resetToMail) {
    addresses();
    publicAddresses(relay);
    commands();
    console.line();
    console.heading("Good to know");
    console.line(
        "  A demo, not a security boundary: the containers share the host's network and reach");
    console.line("  every service on loopback. Containers: " + containers.isolation() + ".");
    console.line();
    console.line(
        "Ready after "
            + Durations.text(Duration.between(began, Instant.now()))
            + ", memory of everything "
            + ProcessMemory.text(ProductMemory.of(instance, containers))
            + ", from reset to mail "
            + Durations.text(resetToMail)
            + ". Ctrl-C or ./postern down ends it.");
  }

  void addresses() {
    console.line();
    console.heading("Addresses (loopback only)");
    for (Service service : Service.values()) {
      address(service.title(), service.url(instance));
    }
    address("gateway", "ssh -p " + ports.gateway() + " localhost, ready");
    address("issuer", "http://localhost:" + ports.issuer());
    address("inbox", "http://localhost:" + ports.inboxPage());
    address("SMTP", "localhost:" + ports.smtp());
    address("Kafka", "localhost:" + ports.kafka());
    address("PostgreSQL", "localhost:" + ports.postgres());
  }

  private void publicAddresses(RelayPort relay) {
    address(
        "containers",
        instance.publicNetwork() + " port " + relay.port() + " (" + relay.why() + ")");
  }

  private void commands() {
    String postern = instance.command() + " ";
    console.line();
    console.heading("To copy");
    console.line(
        "  open " + Service.DASHBOARD.url(instance) + "   # the dashboard; sign in as demo");
    console.line(
        "  open http://localhost:" + ports.inboxPage() + "   # the mails; each has its ssh line");
    console.line("  " + postern + "containers list");
    console.line("  " + postern + "containers create web-2 --environment shop --layer cp");
    console.line(
        "  curl -sH \"Authorization: Bearer $("
            + postern
            + "token demo)\" "
            + Service.CREDENTIAL.url(instance)
            + "/v1/containers");
    console.line(
        "  curl -sH \"Authorization: Bearer $("
            + postern
            + "token demo)\" -X POST \\\n    "
            + Service.CREDENTIAL.url(instance)
            + "/v1/containers/ID/password-resets   # Reset password");
    String key = "  ssh -p " + ports.gateway() + " -i " + instance.secrets().resolve("demo");
    console.line(key + " demo@localhost         # the gateway's menu");
    console.line(key + " web-1-demo@localhost   # straight into web-1");
    console.line("  " + postern + "status");
  }

  private void address(String what, String where) {
    console.line("  " + what + " ".repeat(Math.max(1, 22 - what.length())) + where);
  }
}
