package dev.postern.credential.access.ssh;

import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessException.Reason;
import dev.postern.credential.access.AccessSession;
import dev.postern.credential.access.Fence;
import dev.postern.credential.access.FenceAnswer;
import dev.postern.credential.access.FenceAnswer.Verdict;
import dev.postern.credential.access.LoginSettings;
import dev.postern.credential.access.SshFacts;
import dev.postern.credential.password.CryptHash;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.session.ClientSession;

/** An SSH connection as root with the management key. */
final class SshSession implements AccessSession {

  private final ClientSession session;
  private final RemoteCommand command;

  SshSession(ClientSession session, Duration commandTimeout) {
    this.session = session;
    this.command = new RemoteCommand(session, commandTimeout);
  }

  @Override
  public List<String> hostKeys() {
    return List.of(HostKeys.fingerprint(session.getServerKey()));
  }

  @Override
  public FenceAnswer applyHash(Fence fence, CryptHash hash) throws AccessException {
    return fenced(Scripts.APPLY, fence, hash);
  }

  @Override
  public FenceAnswer close(Fence fence, CryptHash hash) throws AccessException {
    return fenced(Scripts.CLOSE, fence, hash);
  }

  private FenceAnswer fenced(String script, Fence fence, CryptHash hash) throws AccessException {
    String input =
        fence.container() + "\n" + fence.generation() + "\n" + hash.chpasswdLine() + "\n";
    RemoteCommand.Result result = command.run(script, input);
    switch (result.exit()) {
      case Scripts.DONE:
        return FenceAnswer.of(Verdict.DONE);
      case Scripts.IN_EFFECT:
        return FenceAnswer.of(Verdict.IN_EFFECT);
      case Scripts.OVERTAKEN:
        return new FenceAnswer(Verdict.OVERTAKEN, markedGeneration(result.output()));
      case Scripts.BUSY:
        throw new AccessException(Reason.FENCE_BUSY);
      case Scripts.COMMAND_FAILED:
        throw new AccessException(Reason.PASSWORD_COMMAND_FAILED);
      case Scripts.SHADOW_UNREADABLE:
        throw new AccessException(Reason.SHADOW_UNREADABLE);
      default:
        throw new AccessException(Reason.FENCE_NOT_WRITTEN);
    }
  }

  private static long markedGeneration(String output) throws AccessException {
    try {
      return Long.parseLong(output.strip());
    } catch (NumberFormatException e) {
      throw new AccessException(Reason.FENCE_NOT_WRITTEN, e);
    }
  }

  @Override
  public String readProof() throws AccessException {
    RemoteCommand.Result result = command.run(Scripts.READ_SHADOW, "");
    if (result.exit() != Scripts.DONE) {
      throw new AccessException(Reason.SHADOW_UNREADABLE);
    }
    return result.output().strip();
  }

  @Override
  public LoginSettings examine() throws AccessException {
    RemoteCommand.Result result = command.run(Scripts.EFFECTIVE_SETTINGS, "");
    return result.exit() == Scripts.DONE
        ? EffectiveSettings.parse(result.output()).rootPasswordLogin()
        : LoginSettings.UNKNOWN;
  }

  @Override
  public SshFacts diagnose() throws AccessException {
    RemoteCommand.Result result = command.run(Scripts.DIAGNOSE, "");
    if (result.exit() != Scripts.DONE || !result.output().startsWith("facts\n")) {
      throw new AccessException(Reason.NO_COMMANDS);
    }
    return Diagnosis.parse(result.output());
  }

  @Override
  public void writeAccessKeys(String lines) throws AccessException {
    RemoteCommand.Result result = command.run(Scripts.WRITE_ACCESS_KEYS, lines);
    if (result.exit() != Scripts.DONE || !result.output().equals(lines)) {
      throw new AccessException(Reason.ACCESS_KEYS_NOT_WRITTEN);
    }
  }

  @Override
  public void close() {
    session.close(true);
  }
}
