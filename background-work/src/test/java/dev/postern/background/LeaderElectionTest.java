package dev.postern.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class LeaderElectionTest {

  /** So long that a holder on a busy machine does not lose it. */
  private static final LeaderElection.Lease LONG = lease(Duration.ofSeconds(60));

  private static final LeaderElection.Lease SHORT = lease(Duration.ofSeconds(3));

  private static LeaderElection.Lease lease(Duration duration) {
    return new LeaderElection.Lease(
        Optional.of("postern"),
        "a-lease",
        duration,
        duration.minusSeconds(1),
        Duration.ofMillis(200));
  }

  private final List<String> happened = new CopyOnWriteArrayList<>();

  /** The extension sets both. */
  private KubernetesClient client;

  private KubernetesMockServer server;

  /** The first look at a cluster loads thousands of classes, which takes a busy machine long. */
  @BeforeAll
  static void bePatient() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  @AfterAll
  static void beAsBefore() {
    Awaitility.reset();
  }

  @Test
  void oneLeadsAndAnotherFollowsWhenItIsClosed() {
    try (LeaderElection first = election("first", LONG);
        LeaderElection second = election("second", LONG)) {
      first.start();
      await().until(first::isLeader);
      second.start();
      await().until(() -> happened.contains("first begins"));
      assertThat(second.isLeader()).isFalse();

      first.close();

      assertThat(first.isLeader()).isFalse();
      await().until(second::isLeader);
      await().until(() -> happened.size() == 3);
      assertThat(happened).containsExactly("first begins", "first ends", "second begins");
    }
    assertThat(happened).endsWith("second ends");
  }

  @Test
  void aReplicaThatLostItsLeaseStandsAgain() {
    try (LeaderElection only = election("only", SHORT)) {
      only.start();
      await().until(() -> happened.contains("only begins"));

      // Its holder renews it meanwhile, so that a change may come too late.
      await()
          .ignoreExceptionsInstanceOf(KubernetesClientException.class)
          .untilAsserted(this::giveLeaseToAnother);

      await().until(() -> happened.size() == 3);
      assertThat(happened).containsExactly("only begins", "only ends", "only begins");
    }
  }

  @Test
  void whetherTheApiServerAnswersIsKnownToLeaderAndOthers() {
    try (LeaderElection first = election("first", LONG);
        LeaderElection second = election("second", LONG)) {
      assertThat(first.hasReachedCluster()).isFalse();
      first.start();
      await().until(first::isLeader);
      second.start();
      await().until(second::reachesCluster);

      server.shutdown();

      await().until(() -> !first.reachesCluster() && !second.reachesCluster());
      assertThat(first.hasReachedCluster()).isTrue();
      assertThat(second.hasReachedCluster()).isTrue();
    }
  }

  private void giveLeaseToAnother() {
    client
        .leases()
        .inNamespace("postern")
        .withName("a-lease")
        .edit(
            lease ->
                new LeaseBuilder(lease)
                    .editSpec()
                    .withHolderIdentity("another")
                    .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
                    .endSpec()
                    .build());
  }

  private LeaderElection election(String replica, LeaderElection.Lease lease) {
    return new LeaderElection(
        client,
        lease,
        Optional.of(replica),
        new LeaderElection.Term() {
          @Override
          public void begin() {
            happened.add(replica + " begins");
          }

          @Override
          public void end() {
            happened.add(replica + " ends");
          }
        });
  }
}
