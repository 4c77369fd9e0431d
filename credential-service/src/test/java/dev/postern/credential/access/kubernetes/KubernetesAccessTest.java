package dev.postern.credential.access.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessException.Reason;
import dev.postern.credential.access.AccessSession;
import dev.postern.credential.access.Fence;
import dev.postern.credential.access.FenceAnswer;
import dev.postern.credential.access.FenceAnswer.Verdict;
import dev.postern.credential.access.LoginSettings;
import dev.postern.credential.access.Target;
import dev.postern.credential.password.CryptHash;
import dev.postern.credential.password.Password;
import dev.postern.credential.password.PasswordGenerator;
import dev.postern.credential.testing.FakeCluster;
import dev.postern.credential.testing.PodFiles;
import dev.postern.credential.testing.PodFiles.Fault;
import dev.postern.credential.testing.Pods;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts really run, over the protocol that cannot end a command's input. */
@Timeout(60)
class KubernetesAccessTest {

  private static final String ID = "ctest23456";
  private static final String KEYS =
      "ssh-ed25519 AAAA management\nssh-ed25519 BBBB gateway\n# end\n";

  private static FakeCluster cluster;

  private Pod pod;
  private PodFiles files;
  private KubernetesAccess access;

  @BeforeAll
  static void start() {
    PodFiles.orSkip();
    cluster = new FakeCluster();
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @BeforeEach
  void runPod() {
    pod = Pods.ready("shop", "web-" + System.nanoTime()).build();
    files = cluster.run(pod);
    access = access(Duration.ofSeconds(20));
    cluster.refuseExec(0);
  }

  private static KubernetesAccess access(Duration commandTimeout) {
    return new KubernetesAccess(cluster.client(), commandTimeout, "postern.dev/ssh=enabled", null);
  }

  @Test
  void appliesAPasswordReadsItBackAndWritesTheAccessKeys() throws Exception {
    CryptHash hash = hash();

    try (AccessSession session = access.open(target())) {
      FenceAnswer answer = session.applyHash(new Fence(ID, 1), hash);
      session.writeAccessKeys(KEYS);

      assertThat(answer.is(Verdict.DONE)).isTrue();
      assertThat(session.readProof()).isEqualTo(hash.value());
      assertThat(session.examine()).isEqualTo(LoginSettings.PASSWORD_ALLOWED);
      assertThat(session.hostKeys()).singleElement().asString().startsWith("SHA256:").hasSize(50);
    }
    assertThat(files.shadowField()).isEqualTo(hash.value());
    assertThat(files.read("postern/fence")).isEqualTo(ID + " 1 open 0\n");
    assertThat(files.read("ssh/postern/authorized_keys")).isEqualTo(KEYS);
  }

  @Test
  void refusesWhatIsOlderThanTheMark() throws Exception {
    try (AccessSession session = access.open(target())) {
      session.applyHash(new Fence(ID, 7), hash());
      FenceAnswer answer = session.applyHash(new Fence(ID, 6), hash());

      assertThat(answer).isEqualTo(new FenceAnswer(Verdict.OVERTAKEN, 7));
    }
  }

  @Test
  void refusesAnEarlierAttemptWithAnotherPassword() throws Exception {
    CryptHash later = hash();
    try (AccessSession session = access.open(target())) {
      session.applyHash(new Fence(ID, 7, 2), later);
      FenceAnswer answer = session.applyHash(new Fence(ID, 7, 1), hash());

      assertThat(answer).isEqualTo(new FenceAnswer(Verdict.OVERTAKEN, 7));
    }
    assertThat(files.shadowField()).isEqualTo(later.value());
  }

  @Test
  void putsBackWhatWasThereUnlessSomebodyChangedItMeanwhile() throws Exception {
    files.write("shadow", "root:!$y$own/hash.:19000:0:99999:7:::\n");
    CryptHash refused = hash();
    try (AccessSession session = access.open(target())) {
      String before = session.readProof();
      session.applyHash(new Fence(ID, 7, 1), refused);
      session.putBack(new Fence(ID, 7, 1), refused, before);
      assertThat(files.shadowField()).isEqualTo("!$y$own/hash.");

      session.applyHash(new Fence(ID, 7, 2), refused);
      files.write("shadow", "root:chosen-by-the-user:19000:0:99999:7:::\n");
      session.putBack(new Fence(ID, 7, 2), refused, before);
      assertThat(files.shadowField()).isEqualTo("chosen-by-the-user");
    }
  }

  @Test
  void restoresAPasswordOnlyWhereTheFilesAreNew() throws Exception {
    CryptHash mailed = hash();
    try (AccessSession session = access.open(target())) {
      assertThat(session.restoreHash(new Fence(ID, 3), mailed).is(Verdict.DONE)).isTrue();
      assertThat(files.shadowField()).isEqualTo(mailed.value());
      files.write("shadow", "root:chosen-by-the-user:19000:0:99999:7:::\n");

      FenceAnswer again = session.restoreHash(new Fence(ID, 3), mailed);

      assertThat(again.is(Verdict.MARKED)).isTrue();
      assertThat(files.shadowField()).isEqualTo("chosen-by-the-user");
    }
  }

  @ParameterizedTest
  @CsvSource({"READ_ONLY, READ_ONLY", "NO_CHPASSWD, COMMAND_MISSING"})
  void saysWhatAContainerLacks(Fault fault, Reason reason) throws Exception {
    files.becomes(fault);

    try (AccessSession session = access.open(target())) {
      assertThat(reasonOf(() -> session.applyHash(new Fence(ID, 1), hash()))).isEqualTo(reason);
    }
    assertThat(files.shadowField()).isEqualTo("*");
    assertThat(files.has("postern/fence")).isFalse();
  }

  @Test
  void saysWhereThereIsNoSshd() throws Exception {
    files.becomes(Fault.NO_SSHD);

    try (AccessSession session = access.open(target())) {
      assertThat(session.examine()).isEqualTo(LoginSettings.SSHD_MISSING);
    }
  }

  @ParameterizedTest
  @CsvSource({"403, EXEC_FORBIDDEN", "401, EXEC_FORBIDDEN", "404, POD_GONE"})
  void saysWhyTheClusterRefuses(int status, Reason reason) {
    cluster.refuseExec(status);

    assertThat(reasonOf(() -> access.open(target()))).isEqualTo(reason);
  }

  @Test
  void aCommandThatHangsEndsAtTheDeadline() {
    PodShell shell = new PodShell(cluster.client(), ref(), Duration.ofMillis(300));

    assertThat(reasonOf(() -> shell.run("cat", "no end of input"))).isEqualTo(Reason.TIMED_OUT);
  }

  @Test
  void aCommandThatPrintsWithoutEndIsCutOff() throws Exception {
    PodShell shell = new PodShell(cluster.client(), ref(), Duration.ofSeconds(20));

    String output = shell.run("head -c 600000 /dev/zero; exit 3", "").output();

    assertThat(output).hasSize(PodShell.MOST_OUTPUT);
  }

  @Test
  void aPodThatIsGoneIsATypedFailure() {
    cluster.delete(pod);

    assertThat(reasonOf(() -> access.open(target()))).isEqualTo(Reason.POD_GONE);
  }

  @Test
  void anotherContainerUnderTheSameNameIsNotTakenForIt() {
    Target before = target();
    cluster.put(Pods.restarted(pod));

    assertThat(reasonOf(() -> access.open(before))).isEqualTo(Reason.POD_GONE);
  }

  @Test
  void aPodWithoutTheLabelIsNotEntered() {
    pod.getMetadata().setLabels(Map.of("app", "vault"));
    cluster.put(pod);

    assertThat(reasonOf(() -> access.open(target()))).isEqualTo(Reason.POD_GONE);
    assertThat(reasonOf(() -> access.open(new Target("kubernetes", "::1", 22, "../x", List.of()))))
        .isEqualTo(Reason.POD_GONE);
  }

  private PodRef ref() {
    return new PodRef(
        "shop",
        pod.getMetadata().getName(),
        "main",
        PodRef.instance(pod.getStatus().getContainerStatuses().get(0).getContainerID()));
  }

  private Target target() {
    return new Target("kubernetes", "127.0.0.1", 9, ref().text(), List.of());
  }

  private static CryptHash hash() {
    try (Password password = new PasswordGenerator().next()) {
      return CryptHash.of(password);
    }
  }

  private static Reason reasonOf(ThrowingCall call) {
    return catchThrowableOfType(AccessException.class, call::run).reason();
  }

  private interface ThrowingCall {
    void run() throws Exception;
  }
}
