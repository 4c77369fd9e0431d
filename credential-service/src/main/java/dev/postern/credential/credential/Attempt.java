package dev.postern.credential.credential;

import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessException.Reason;
import dev.postern.credential.access.AccessSession;
import dev.postern.credential.access.ContainerAccess;
import dev.postern.credential.access.FenceAnswer;
import dev.postern.credential.access.FenceAnswer.Verdict;
import dev.postern.credential.access.LoginSettings;
import dev.postern.credential.access.Target;
import dev.postern.credential.accesskeys.AccessKeys;
import dev.postern.events.containers.Proof;
import java.util.EnumSet;
import java.util.Set;

/** One attempt to set a password in its container and to prove it there. Blocks. */
final class Attempt {

  /**
   * What a container refused this often it will refuse again. Only its answers count: attempts that
   * did not reach it say nothing about it.
   */
  private static final int GIVE_UP_AFTER = 4;

  private static final Set<Reason> REFUSALS =
      EnumSet.of(Reason.PASSWORD_COMMAND_FAILED, Reason.FENCE_NOT_WRITTEN);

  /** The container cannot take a password as it is, and showed that before anything was changed. */
  private static final Set<Reason> UNFIT =
      EnumSet.of(
          Reason.COMMAND_MISSING,
          Reason.READ_ONLY,
          Reason.NOT_ROOT,
          Reason.NO_COMMANDS,
          Reason.NO_SHELL,
          Reason.ACCOUNT_EXPIRED,
          Reason.PASSWORD_EXPIRED,
          Reason.NO_COMMON_ALGORITHM);

  private static final Set<Reason> NOT_REACHED = EnumSet.of(Reason.UNREACHABLE, Reason.TIMED_OUT);

  private final ContainerAccess access;
  private final String accessKeys;
  private final ApplyCommand applyCommand;
  private Target target;
  private String before;
  private boolean sent;
  private boolean answered;
  private Outcome.Seen seen = Outcome.Seen.NOTHING;

  Attempt(ContainerAccess access, String accessKeys, ApplyCommand applyCommand) {
    this.access = access;
    this.accessKeys = accessKeys;
    this.applyCommand = applyCommand;
    this.target = applyCommand.claim().container().target();
    this.sent = applyCommand.wasSent();
  }

  Outcome run() {
    try (AccessSession session = access.open(target)) {
      target = target.pinnedTo(session.hostKeys());
      writeAccessKeys(session);
      return apply(session);
    } catch (AccessException e) {
      return UNFIT.contains(e.reason()) ? unfit(e.reason()) : later(e.reason());
    }
  }

  private Outcome unfit(Reason reason) {
    sent = answered || applyCommand.wasSent();
    return sent || !isLastRefusal()
        ? refusedForNow(reason.name())
        : Outcome.refused(reason.name(), false, seen);
  }

  private Outcome later(Reason reason) {
    return REFUSALS.contains(reason)
        ? refusedForNow(reason.name())
        : Outcome.retry(reason.name(), sent, seen);
  }

  private Outcome refusedForNow(String reason) {
    return Outcome.refusedForNow(reason, sent, seen);
  }

  private boolean isLastRefusal() {
    return applyCommand.claim().refusals() + 1 >= GIVE_UP_AFTER;
  }

  private void writeAccessKeys(AccessSession session) throws AccessException {
    seen = new Outcome.Seen(session.hostKeys(), null);
    String digest = AccessKeys.digest(accessKeys);
    if (!digest.equals(applyCommand.claim().container().setup().accessKeysDigest())) {
      session.writeAccessKeys(accessKeys);
    }
    seen = new Outcome.Seen(session.hostKeys(), digest);
  }

  private Outcome apply(AccessSession session) throws AccessException {
    LoginSettings settings = settings(session);
    if (settings.excludesPassword()) {
      return giveUp(session, Reasons.PASSWORD_LOGIN_DISABLED);
    }
    before = session.readProof();
    sent = true;
    Failpoint.ENTERED.reached();
    try {
      FenceAnswer answer = session.applyHash(applyCommand.claim().fence(), applyCommand.hash());
      answered = true;
      Failpoint.SET.reached();
      return afterFence(session, settings, answer);
    } catch (AccessException e) {
      if (!REFUSALS.contains(e.reason()) || !isLastRefusal()) {
        throw e;
      }
      return giveUp(session, e.reason().name());
    }
  }

  /** What the running sshd does outranks its file. */
  private LoginSettings settings(AccessSession session) throws AccessException {
    LoginSettings written = session.examine();
    return session
        .asksForPassword()
        .or(() -> access.probe(target.host(), target.port(), target.hostKeys()).asksForPassword())
        .map(written::seen)
        .orElse(written);
  }

  private Outcome afterFence(AccessSession session, LoginSettings settings, FenceAnswer answer)
      throws AccessException {
    String field = session.readProof();
    Failpoint.READ_BACK.reached();
    if (field.equals(applyCommand.hashValue())) {
      return prove(session, settings, field);
    }
    return answer.is(Verdict.OVERTAKEN)
        ? Outcome.overtaken(answer.generation(), seen)
        : Outcome.retry(Reasons.SHADOW_DIFFERS, sent, seen);
  }

  private Outcome prove(AccessSession session, LoginSettings settings, String field) {
    if (applyCommand.password() == null) {
      return byShadow(settings, field);
    }
    try {
      access.login(target, applyCommand.password());
      Failpoint.LOGGED_IN.reached();
      return Outcome.proven(Proof.LOGIN, field, seen);
    } catch (AccessException e) {
      return NOT_REACHED.contains(e.reason())
          ? byShadow(settings, field)
          : putBack(session, e.reason().name());
    }
  }

  /**
   * A password that does not log in is taken back: the one before stays valid, and the next attempt
   * has another one to log in with.
   */
  private Outcome putBack(AccessSession session, String reason) {
    try {
      FenceAnswer answer =
          session.putBack(applyCommand.claim().fence(), applyCommand.hash(), before);
      if (answer.is(Verdict.OVERTAKEN)) {
        return Outcome.overtaken(answer.generation(), seen);
      }
      sent = applyCommand.wasSent();
      return isLastRefusal() ? end(session, reason) : refusedForNow(reason);
    } catch (AccessException e) {
      return Outcome.retry(reason, true, seen);
    }
  }

  private Outcome byShadow(LoginSettings settings, String field) {
    if (applyCommand.claim().loginRefused()) {
      return Outcome.retry(Reasons.LOGIN_NOT_PROVEN, sent, seen);
    }
    return switch (settings) {
      case PASSWORD_ALLOWED -> Outcome.proven(Proof.SHADOW, field, seen);
      case SSHD_MISSING -> Outcome.retry(Reasons.SSHD_MISSING, sent, seen);
      case PASSWORD_DISABLED, ROOT_DISABLED, UNKNOWN ->
          Outcome.retry(Reasons.LOGIN_NOT_PROVEN, sent, seen);
    };
  }

  /** A password has failed only if it certainly is not in the container and never will be. */
  private Outcome giveUp(AccessSession session, String reason) throws AccessException {
    return sent ? end(session, reason) : Outcome.refused(reason, false, seen);
  }

  private Outcome end(AccessSession session, String reason) throws AccessException {
    if (applyCommand.isAnother()) {
      return Outcome.retry(reason, true, seen);
    }
    FenceAnswer answer = session.close(applyCommand.claim().fence(), applyCommand.hash());
    return switch (answer.verdict()) {
      case DONE -> Outcome.refused(reason, true, seen);
      case OVERTAKEN -> Outcome.overtaken(answer.generation(), seen);
      case IN_EFFECT, MARKED -> Outcome.retry(reason, true, seen);
    };
  }
}
