package dev.postern.local.up;

import dev.postern.local.containers.ContainerHost;
import dev.postern.local.containers.ProductMemory;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Ports;
import dev.postern.local.instance.Service;
import dev.postern.local.processes.ProcessMemory;
import dev.postern.local.terminal.Durations;
import dev.postern.local.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;

/** How to use what runs: addresses and lines to copy. */
final class Directions {

  private final Instance instance;
  private final Terminal terminal;
  private final Ports ports;

  Directions(Instance instance, Terminal terminal) {
    this.instance = instance;
    this.terminal = terminal;
    this.ports = new Ports(instance);
  }

  void afterStart(RelayPort relay, ContainerHost containers, Instant began, Duration resetToMail) {
    addresses();
    publicAddresses(relay);
    commands();
    terminal.line();
    terminal.heading("Good to know");
    terminal.line(
        "  A demo, not a security boundary: the containers share the host's network and reach");
    terminal.line("  every service on loopback. Containers: " + containers.isolation() + ".");
    terminal.line();
    terminal.line(
        "Ready after "
            + Durations.text(Duration.between(began, Instant.now()))
            + ", memory of everything "
            + ProcessMemory.text(ProductMemory.of(instance, containers))
            + ", from reset to mail "
            + Durations.text(resetToMail)
            + ". Ctrl-C or ./postern down ends it.");
  }

  void addresses() {
    terminal.line();
    terminal.heading("Addresses (loopback only)");
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
    terminal.line();
    terminal.heading("To copy");
    terminal.line(
        "  open " + Service.DASHBOARD.url(instance) + "   # the dashboard; sign in as demo");
    terminal.line(
        "  open http://localhost:" + ports.inboxPage() + "   # the mails; each has its ssh line");
    terminal.line("  " + postern + "containers list");
    terminal.line("  " + postern + "containers create web-2 --environment shop --layer cp");
    terminal.line(
        "  curl -sH \"Authorization: Bearer $("
            + postern
            + "token demo)\" "
            + Service.CREDENTIAL.url(instance)
            + "/v1/containers");
    terminal.line(
        "  curl -sH \"Authorization: Bearer $("
            + postern
            + "token demo)\" -X POST \\\n    "
            + Service.CREDENTIAL.url(instance)
            + "/v1/containers/ID/password-resets   # Reset password");
    String key = "  ssh -p " + ports.gateway() + " -i " + instance.secrets().resolve("demo");
    terminal.line(key + " demo@localhost         # the gateway's menu");
    terminal.line(key + " web-1-demo@localhost   # straight into web-1");
    terminal.line("  " + postern + "status");
  }

  private void address(String what, String where) {
    terminal.line("  " + what + " ".repeat(Math.max(1, 22 - what.length())) + where);
  }
}
