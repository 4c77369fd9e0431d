package dev.postern.background;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Notices at every use of the Lease whether the API server answers, and says once that it does not
 * and once that it does again. The elector itself writes a stack trace at every try; services
 * switch its log off.
 */
final class ObservedLock implements Lock {

  private static final Logger LOG = Logger.getLogger(ObservedLock.class);

  private final Lock lock;

  /** The answers so far, and since when there is none. */
  private boolean answeredOnce;

  private long silentSince;
  private boolean silent = true;
  private boolean told;

  ObservedLock(Lock lock) {
    this.lock = lock;
  }

  /** Whether the Lease could be read or written at least once. */
  synchronized boolean hasAnswered() {
    return answeredOnce;
  }

  /** Whether it could the last time. */
  synchronized boolean answers() {
    return !silent;
  }

  @Override
  public LeaderElectionRecord get(KubernetesClient client) {
    return observed(() -> lock.get(client));
  }

  @Override
  public void create(KubernetesClient client, LeaderElectionRecord record) {
    observed(
        () -> {
          lock.create(client, record);
          return null;
        });
  }

  @Override
  public void update(KubernetesClient client, LeaderElectionRecord record) {
    observed(
        () -> {
          lock.update(client, record);
          return null;
        });
  }

  /**
   * The elector tries again after a {@link KubernetesClientException} only: any other would end it
   * unseen.
   */
  private <T> T observed(Supplier<T> use) {
    try {
      T result = use.get();
      answered();
      return result;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        answered();
      } else {
        failed(e);
      }
      throw e;
    } catch (RuntimeException e) {
      failed(e);
      throw new KubernetesClientException(e.getMessage(), e);
    }
  }

  private synchronized void answered() {
    if (told) {
      LOG.infof(
          "The Lease can be read and written again lease=%s seconds=%d",
          lock.describe(), Duration.ofNanos(System.nanoTime() - silentSince).toSeconds());
    }
    answeredOnce = true;
    silent = false;
    told = false;
  }

  private synchronized void failed(RuntimeException failure) {
    silent = true;
    if (!told) {
      told = true;
      silentSince = System.nanoTime();
      LOG.warnf(
          "The Lease cannot be read or written; it is tried again lease=%s cause=%s",
          lock.describe(), cause(failure));
    }
  }

  /** The HTTP status, or what the network said. */
  private static String cause(RuntimeException failure) {
    if (failure instanceof KubernetesClientException client && client.getCode() > 0) {
      return "HTTP " + client.getCode();
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  @Override
  public String identity() {
    return lock.identity();
  }

  @Override
  public String describe() {
    return lock.describe();
  }
}
