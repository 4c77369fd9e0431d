package dev.postern.system;

import dev.postern.backends.ssh.SshClient;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Logs in as the mail says: its {@code ssh} line, typed into the real client, and its password. */
final class MailedLogin {

  private static final Pattern SSH_LINE = Pattern.compile("ssh (?:-p (\\d+) )?(\\S+)@(\\S+)");

  private MailedLogin() {}

  static SshClient.Result with(InboxMail mail) {
    return at(mail.sshLine(), mail.password());
  }

  static SshClient.Result at(String sshLine, String password) {
    Matcher line = SSH_LINE.matcher(sshLine);
    if (!line.matches()) {
      throw new AssertionError("not a line to copy: " + sshLine);
    }
    int port = line.group(1) == null ? 22 : Integer.parseInt(line.group(1));
    try (SshClient client = SshClient.to(line.group(2), line.group(3), port)) {
      return client.password(password).run("id");
    }
  }
}
