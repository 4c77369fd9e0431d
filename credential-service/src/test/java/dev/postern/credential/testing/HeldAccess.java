package dev.postern.credential.testing;

import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessException.Reason;
import dev.postern.credential.access.AccessSession;
import dev.postern.credential.access.ContainerAccess;
import dev.postern.credential.access.Fence;
import dev.postern.credential.access.FenceAnswer;
import dev.postern.credential.access.LoginSettings;
import dev.postern.credential.access.ProbeResult;
import dev.postern.credential.access.SshFacts;
import dev.postern.credential.access.Target;
import dev.postern.credential.password.CryptHash;
import dev.postern.credential.password.Password;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The adapter {@code held}: that of SSH, with workers that stall or lose their connection. */
@ApplicationScoped
public class HeldAccess implements ContainerAccess {

  /** Where a worker stalls. */
  public enum Moment {
    BEFORE_FENCE,
    AFTER_PASSWORD
  }

  private final Instance<ContainerAccess> adapters;
  private final Map<String, Hold> holds = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final Map<String, Boolean> breaking = new ConcurrentHashMap<>();
  private final Map<String, Queue<Reason>> failing = new ConcurrentHashMap<>();

  HeldAccess(@Any Instance<ContainerAccess> adapters) {
    this.adapters = adapters;
  }

  /** A worker that was stopped in its tracks. */
  public static final class Hold {
    private final Moment moment;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch resumed = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);

    private Hold(Moment moment) {
      this.moment = moment;
    }

    public boolean awaitReached() throws InterruptedException {
      return reached.await(40, TimeUnit.SECONDS);
    }

    /** Lets it go on, and waits until it has done in the container what it came for. */
    public boolean resume() throws InterruptedException {
      resumed.countDown();
      return left.await(40, TimeUnit.SECONDS);
    }

    private void pause(Moment now) {
      if (now == moment) {
        reached.countDown();
        try {
          resumed.await(2, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  /** Stalls whoever applies that generation. */
  public Hold hold(String container, long generation, Moment moment) {
    Hold hold = new Hold(moment);
    holds.put(container + "/" + generation, hold);
    return hold;
  }

  /** From now on the connection breaks right after a password was set. */
  public void breakAfterPassword(String container) {
    breaking.put(container, true);
  }

  /** The next attempts to enter it fail like this, one after the other. */
  public void failInTurn(String host, int port, List<Reason> reasons) {
    failing.put(host + ":" + port, new ConcurrentLinkedQueue<>(reasons));
  }

  /** Whether it was tried as often as it was to fail. */
  public boolean failedInTurn(String host, int port) {
    return failing.get(host + ":" + port).isEmpty();
  }

  /** How many containers were connected to at the same time, at most. */
  public int mostAtOnce() {
    return most.get();
  }

  @Override
  public String adapter() {
    return "held";
  }

  @Override
  public AccessSession open(Target target) throws AccessException {
    most.accumulateAndGet(open.incrementAndGet(), Math::max);
    try {
      failInTurn(target);
      return new HeldSession(ssh().open(target));
    } finally {
      open.decrementAndGet();
    }
  }

  private void failInTurn(Target target) throws AccessException {
    Queue<Reason> reasons = failing.get(target.host() + ":" + target.port());
    Reason next = reasons == null ? null : reasons.poll();
    if (next != null) {
      throw new AccessException(next);
    }
  }

  @Override
  public void login(Target target, Password password) throws AccessException {
    ssh().login(target, password);
  }

  @Override
  public ProbeResult probe(String host, int port, List<String> hostKeys) {
    return ssh().probe(host, port, hostKeys);
  }

  private ContainerAccess ssh() {
    return adapters.stream().filter(one -> one.adapter().equals("ssh")).findFirst().orElseThrow();
  }

  private final class HeldSession implements AccessSession {
    private final AccessSession session;
    private Hold hold;

    HeldSession(AccessSession session) {
      this.session = session;
    }

    @Override
    public FenceAnswer applyHash(Fence fence, CryptHash hash) throws AccessException {
      hold = holds.remove(fence.container() + "/" + fence.generation());
      pause(Moment.BEFORE_FENCE);
      FenceAnswer answer = session.applyHash(fence, hash);
      pause(Moment.AFTER_PASSWORD);
      if (breaking.containsKey(fence.container())) {
        throw new AccessException(AccessException.Reason.CONNECTION_LOST);
      }
      return answer;
    }

    private void pause(Moment moment) {
      if (hold != null) {
        hold.pause(moment);
      }
    }

    @Override
    public List<String> hostKeys() {
      return session.hostKeys();
    }

    @Override
    public FenceAnswer restoreHash(Fence fence, CryptHash hash) throws AccessException {
      return session.restoreHash(fence, hash);
    }

    @Override
    public FenceAnswer close(Fence fence, CryptHash hash) throws AccessException {
      return session.close(fence, hash);
    }

    @Override
    public FenceAnswer putBack(Fence fence, CryptHash hash, String before) throws AccessException {
      return session.putBack(fence, hash, before);
    }

    @Override
    public String readProof() throws AccessException {
      return session.readProof();
    }

    @Override
    public LoginSettings examine() throws AccessException {
      return session.examine();
    }

    @Override
    public SshFacts diagnose() throws AccessException {
      return session.diagnose();
    }

    @Override
    public void writeAccessKeys(String lines) throws AccessException {
      session.writeAccessKeys(lines);
    }

    @Override
    public void close() {
      session.close();
      if (hold != null) {
        hold.left.countDown();
      }
    }
  }
}
