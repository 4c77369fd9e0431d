package dev.postern.local.smoketest;

import dev.postern.backends.ssh.SshClient;
import dev.postern.local.console.Parallel;
import dev.postern.local.console.Steps;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Ports;
import dev.postern.local.instance.Service;
import dev.postern.local.platform.PlatformClient;
import dev.postern.local.platform.RegisteredContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * The product's main job, done once before your eyes with a real mail and the real SSH client. Each
 * step says what was expected and what was seen when it fails.
 */
public final class SmokeTest {

  private static final Duration MAIL_WITHIN = Duration.ofMinutes(2);
  private static final Duration KEY_WITHIN = Duration.ofSeconds(20);
  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(30);
  private static final Set<String> UNSETTLED = Set.of("REQUESTED", "APPLYING", "APPLIED");

  private final Instance instance;
  private final Steps steps;
  private final PlatformClient platform;
  private final InboxClient inbox;
  private final Path sshFolder;
  private final Path key;
  private final String account;
  private final String name;

  private String id;
  private CredentialsMail mail;
  private CredentialsMail earlier;
  private Duration resetToMail = Duration.ZERO;

  /**
   * @param account whose container it is
   * @param email where its mail goes
   * @param name the container's
   */
  public SmokeTest(
      Instance instance,
      Steps steps,
      PlatformClient platform,
      String account,
      String email,
      String name) {
    this.key = instance.secrets().resolve(account);
    this.instance = instance;
    this.steps = steps;
    this.platform = platform;
    this.account = account;
    this.name = name;
    this.inbox = new InboxClient(new Ports(instance).inboxPage(), email);
    this.sshFolder = instance.data().resolve("ssh");
  }

  /**
   * The whole path with a new container.
   *
   * @param create registers the container and gives its id
   * @return the time from the request for a reset to its mail
   */
  public Duration withNewContainer(Callable<String> create) throws Exception {
    Set<String> before = inbox.ids();
    steps.run("container created", () -> created(create));
    steps.run("mail arrived", () -> arrived(before));
    steps.run("mailed password", this::logsIn);
    replaced("password reset");
    return resetToMail;
  }

  /** The same with a container of an earlier run, whose password is no longer known: two resets. */
  public Duration withKeptContainer(RegisteredContainer kept) throws Exception {
    id = kept.id();
    steps.run("container kept", () -> "from the last run: " + name + " (" + id + ")");
    settle();
    Set<String> before = inbox.ids();
    steps.run("password reset", this::reset);
    steps.run("mail arrived", () -> arrived(before));
    steps.run("mailed password", this::logsIn);
    replaced("reset once more");
    return resetToMail;
  }

  private void replaced(String title) throws Exception {
    settle();
    Set<String> before = inbox.ids();
    earlier = mail;
    Instant asked = Instant.now();
    steps.run(title, this::reset);
    steps.run("new mail arrived", () -> arrived(before));
    resetToMail = Duration.between(asked, Instant.now());
    // Each waits more than it computes, above all the refused one, which sshd answers late.
    Parallel.run(
        List.of(
            () -> steps.run("old password", this::isRefused),
            () -> steps.run("new password", this::logsIn),
            () -> steps.run("gateway, by key", this::throughGateway)));
  }

  /** Adds the account's key; early, so that it reaches the gateway while the mails are sent. */
  public String addKey() throws IOException {
    platform.key(account, "demo key of this machine", publicLine());
    return "demo key of this machine";
  }

  /** The gateway knows the key a moment after key-service has accepted it. */
  private String throughGateway() throws Exception {
    String login = name + "-" + account;
    int port = new Ports(instance).gateway();
    Instant deadline = Instant.now().plus(KEY_WITHIN);
    SshClient.Result result = idByKey(login, port);
    while (!isRoot(result) && Instant.now().isBefore(deadline)) {
      Thread.sleep(200);
      result = idByKey(login, port);
    }
    if (!isRoot(result)) {
      throw new UnexpectedResult(
          "a session through the gateway that prints uid=0(root)",
          "exit code " + result.exit() + ", " + result.output(),
          Service.GATEWAY.log(instance));
    }
    return "ssh -p " + port + " " + login + "@localhost: uid=0(root)";
  }

  private String publicLine() throws IOException {
    return Files.readString(key.resolveSibling(key.getFileName() + ".pub")).strip();
  }

  private String created(Callable<String> create) throws Exception {
    id = create.call();
    return name + " of " + account + " (" + id + ")";
  }

  private String reset() {
    return "generation " + platform.resetPassword(account, id) + " asked for";
  }

  private String arrived(Set<String> before) throws Exception {
    Optional<CredentialsMail> arrived = inbox.await(name, before, MAIL_WITHIN);
    mail = arrived.orElseThrow(this::noMail);
    return "\"" + mail.subject() + "\"";
  }

  private String logsIn() throws Exception {
    RegisteredContainer.Address address = address();
    SshClient.Result result = idByPassword(address, mail);
    expect(isRoot(result), "a session that prints uid=0(root)", result);
    expect(
        mail.sshLine().contains(address.address()),
        "the mail's ssh line to name " + address.address(),
        result);
    return "logged in at " + address.address() + " port " + address.port() + ": uid=0(root)";
  }

  private String isRefused() throws Exception {
    RegisteredContainer.Address address = address();
    SshClient.Result result = idByPassword(address, earlier);
    expect(isRefused(result), "Permission denied", result);
    return "refused";
  }

  private SshClient.Result idByPassword(RegisteredContainer.Address address, CredentialsMail from) {
    try (SshClient ssh = SshClient.to(from.login(), address.address(), address.port(), sshFolder)) {
      return ssh.password(from.password()).run("id");
    }
  }

  private SshClient.Result idByKey(String login, int port) {
    try (SshClient ssh = SshClient.to(login, "localhost", port, sshFolder)) {
      return ssh.key(key).run("id");
    }
  }

  private static boolean isRoot(SshClient.Result result) {
    return result.exit() == 0 && result.output().contains("uid=0(root)");
  }

  private static boolean isRefused(SshClient.Result result) {
    return result.exit() == 255 && result.output().contains("Permission denied");
  }

  private RegisteredContainer.Address address() {
    return current().addresses().stream()
        .findFirst()
        .orElseThrow(
            () ->
                new UnexpectedResult(
                    "a public address of " + name, "none", Service.IP.log(instance)));
  }

  private RegisteredContainer current() {
    return platform
        .container(account, name)
        .orElseThrow(
            () ->
                new UnexpectedResult(
                    "the container " + name,
                    "none of that name",
                    Service.CREDENTIAL.log(instance)));
  }

  /** An unfinished earlier generation would send its mail in the middle of the test. */
  private void settle() throws InterruptedException {
    Instant deadline = Instant.now().plus(SETTLED_WITHIN);
    while (UNSETTLED.contains(current().state()) && Instant.now().isBefore(deadline)) {
      Thread.sleep(50);
    }
  }

  private UnexpectedResult noMail() {
    RegisteredContainer container = current();
    String state =
        container.state() + container.reason().map(reason -> " (" + reason + ")").orElse("");
    boolean applied = container.state().equals("APPLIED");
    return new UnexpectedResult(
        "a mail that names " + name + " within " + MAIL_WITHIN.toSeconds() + " s",
        "none; the password's state is " + state,
        (applied ? Service.NOTIFICATION : Service.CREDENTIAL).log(instance));
  }

  private void expect(boolean asExpected, String expected, SshClient.Result seen) {
    if (!asExpected) {
      throw new UnexpectedResult(
          expected,
          "exit code "
              + seen.exit()
              + ", "
              + (seen.output().isEmpty() ? "no output" : seen.output()),
          Service.IP.log(instance));
    }
  }
}
