package dev.postern.credential.access.script;

import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessException.Reason;
import dev.postern.credential.access.AccessSession;
import dev.postern.credential.access.Fence;
import dev.postern.credential.access.FenceAnswer;
import dev.postern.credential.access.FenceAnswer.Verdict;
import dev.postern.credential.access.LoginSettings;
import dev.postern.credential.access.SshFacts;
import dev.postern.credential.access.Target;
import dev.postern.credential.password.CryptHash;
import java.util.List;
import java.util.Optional;

/** A way into a container that consists of running scripts there. */
public final class ScriptedSession implements AccessSession {

  private final Shell shell;
  private final Target target;
  private final List<String> hostKeys;
  private final Optional<Boolean> asksForPassword;
  private final Runnable onClose;

  /**
   * @param hostKeys fingerprints that the container showed
   * @param asksForPassword what sshd offered on the way in; empty where that was not seen
   * @param onClose gives back what the shell holds
   */
  public ScriptedSession(
      Shell shell,
      Target target,
      List<String> hostKeys,
      Optional<Boolean> asksForPassword,
      Runnable onClose) {
    this.shell = shell;
    this.target = target;
    this.hostKeys = List.copyOf(hostKeys);
    this.asksForPassword = asksForPassword;
    this.onClose = onClose;
  }

  /** The fingerprints of the host keys in a container, read inside it. */
  public static List<String> readHostKeys(Shell shell) throws AccessException {
    return PublicHostKeys.fingerprints(shell.run(Scripts.HOST_KEYS, "").output());
  }

  @Override
  public List<String> hostKeys() {
    return hostKeys;
  }

  @Override
  public FenceAnswer applyHash(Fence fence, CryptHash hash) throws AccessException {
    return fenced(Scripts.APPLY, fence, hash);
  }

  @Override
  public FenceAnswer restoreHash(Fence fence, CryptHash hash) throws AccessException {
    return fenced(Scripts.RESTORE, fence, hash);
  }

  @Override
  public FenceAnswer close(Fence fence, CryptHash hash) throws AccessException {
    return fenced(Scripts.CLOSE, fence, hash);
  }

  @Override
  public FenceAnswer putBack(Fence fence, CryptHash hash, String before) throws AccessException {
    return answer(shell.run(Scripts.PUT_BACK, input(fence, hash) + before + "\n"));
  }

  private FenceAnswer fenced(String script, Fence fence, CryptHash hash) throws AccessException {
    return answer(shell.run(script, input(fence, hash)));
  }

  private static String input(Fence fence, CryptHash hash) {
    return "%s\n%d\n%d\n%s\n"
        .formatted(fence.container(), fence.generation(), fence.attempt(), hash.chpasswdLine());
  }

  private static FenceAnswer answer(Shell.Result result) throws AccessException {
    return switch (result.exit()) {
      case Scripts.DONE -> FenceAnswer.of(Verdict.DONE);
      case Scripts.IN_EFFECT -> FenceAnswer.of(Verdict.IN_EFFECT);
      case Scripts.MARKED -> FenceAnswer.of(Verdict.MARKED);
      case Scripts.OVERTAKEN ->
          new FenceAnswer(Verdict.OVERTAKEN, markedGeneration(result.output()));
      default -> throw new AccessException(reasonOf(result.exit(), Reason.FENCE_NOT_WRITTEN));
    };
  }

  private static Reason reasonOf(int exit, Reason otherwise) {
    return switch (exit) {
      case Scripts.BUSY -> Reason.FENCE_BUSY;
      case Scripts.COMMAND_FAILED -> Reason.PASSWORD_COMMAND_FAILED;
      case Scripts.SHADOW_UNREADABLE -> Reason.SHADOW_UNREADABLE;
      case Scripts.COMMAND_MISSING -> Reason.COMMAND_MISSING;
      case Scripts.READ_ONLY -> Reason.READ_ONLY;
      case Scripts.NOT_ROOT -> Reason.NOT_ROOT;
      default -> otherwise;
    };
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
    Shell.Result result = shell.run(Scripts.READ_SHADOW, "");
    if (result.exit() != Scripts.DONE) {
      throw new AccessException(Reason.SHADOW_UNREADABLE);
    }
    return result.output().strip();
  }

  @Override
  public LoginSettings examine() throws AccessException {
    Shell.Result result = shell.run(Scripts.EFFECTIVE_SETTINGS, connection());
    return switch (result.exit()) {
      case Scripts.DONE -> SshdSettings.parse(result.output()).rootPasswordLogin();
      case Scripts.COMMAND_MISSING -> LoginSettings.SSHD_MISSING;
      default -> LoginSettings.UNKNOWN;
    };
  }

  @Override
  public Optional<Boolean> asksForPassword() {
    return asksForPassword;
  }

  private String connection() {
    return target.host() + "\n" + target.port() + "\n";
  }

  @Override
  public SshFacts diagnose() throws AccessException {
    Shell.Result result = shell.run(Scripts.DIAGNOSE, connection());
    if (result.exit() != Scripts.DONE) {
      throw new AccessException(Reason.CONNECTION_LOST);
    }
    return Diagnosis.parse(result.output());
  }

  @Override
  public void writeAccessKeys(String lines) throws AccessException {
    Shell.Result result = shell.run(Scripts.WRITE_ACCESS_KEYS, lines);
    if (result.exit() != Scripts.DONE || !result.output().equals(lines)) {
      throw new AccessException(reasonOf(result.exit(), Reason.ACCESS_KEYS_NOT_WRITTEN));
    }
  }

  @Override
  public void close() {
    onClose.run();
  }
}
