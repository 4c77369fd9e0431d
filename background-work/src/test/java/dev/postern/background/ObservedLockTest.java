package dev.postern.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObservedLockTest {

  private static final Logger LOG = Logger.getLogger(ObservedLock.class.getName());

  private final ScriptedLock scripted = new ScriptedLock();
  private final ObservedLock lock = new ObservedLock(scripted);
  private final Lines lines = new Lines();

  @BeforeEach
  void listen() {
    LOG.addHandler(lines);
  }

  @AfterEach
  void stopListening() {
    LOG.removeHandler(lines);
  }

  @Test
  void anOutageIsToldOnceWhenItBeginsAndOnceWhenItEnds() {
    use(null);
    for (int i = 0; i < 5; i++) {
      use(new KubernetesClientException("away", new IOException("Connection refused")));
    }
    // Its cache of rights is empty for a moment after a restart.
    use(status(403));
    assertThat(lock.answers()).isFalse();
    use(null);
    use(null);

    assertThat(lock.answers()).isTrue();
    assertThat(lines.all)
        .satisfiesExactly(
            begin -> assertThat(begin).contains("cannot be read", "cause=Connection refused"),
            end -> assertThat(end).contains("again", "seconds="));
  }

  @Test
  void aReplicaThatWasNeverLetInHasNotReachedTheCluster() {
    use(status(403));
    assertThat(lock.hasAnswered()).isFalse();

    use(null);
    assertThat(lock.hasAnswered()).isTrue();

    use(status(503));
    assertThat(lock.hasAnswered()).isTrue();
    assertThat(lock.answers()).isFalse();
    assertThat(lines.all).element(2).asString().contains("cause=HTTP 503");
  }

  @Test
  void anotherWhoWasFasterIsNoOutage() {
    use(status(409));

    assertThat(lock.answers()).isTrue();
    assertThat(lines.all).isEmpty();
  }

  @Test
  void theElectorOnlyEverSeesTheExceptionAfterWhichItTriesAgain() {
    scripted.next = new IllegalStateException("unexpected");

    assertThat(catchThrowable(() -> lock.get(null))).isInstanceOf(KubernetesClientException.class);
  }

  private void use(RuntimeException failure) {
    scripted.next = failure;
    if (failure == null) {
      lock.get(null);
    } else {
      assertThat(catchThrowable(() -> lock.get(null))).isNotNull();
    }
  }

  private static KubernetesClientException status(int code) {
    return new KubernetesClientException(
        "answered", code, new StatusBuilder().withCode(code).build());
  }

  private static final class ScriptedLock implements Lock {
    private RuntimeException next;

    @Override
    public LeaderElectionRecord get(KubernetesClient client) {
      if (next != null) {
        throw next;
      }
      return null;
    }

    @Override
    public void create(KubernetesClient client, LeaderElectionRecord record) {
      get(client);
    }

    @Override
    public void update(KubernetesClient client, LeaderElectionRecord record) {
      get(client);
    }

    @Override
    public String identity() {
      return "me";
    }

    @Override
    public String describe() {
      return "a-lease";
    }
  }

  private static final class Lines extends Handler {
    private final List<String> all = new ArrayList<>();

    @Override
    public void publish(LogRecord record) {
      all.add(
          record instanceof org.jboss.logmanager.ExtLogRecord ext
              ? ext.getFormattedMessage()
              : record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
