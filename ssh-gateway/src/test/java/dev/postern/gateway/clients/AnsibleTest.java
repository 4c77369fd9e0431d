package dev.postern.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.server.GatewayServer;
import dev.postern.gateway.testing.GatewayWorld;
import dev.postern.gateway.testing.Programs;
import dev.postern.gateway.view.GatewayView;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Ansible and git, set up as docs/tools.md says: the login's name is no user in the container. */
@QuarkusTest
@WithTestResource(GatewayWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnsibleTest {

  /** Every way in which Ansible brings something over, and what then stands in root's home. */
  private static final String PLAYBOOK =
      """
      cat >ssh_config <<END
      Host container
        HostName $HOST
        Port $PORT
        User $LOGIN
        IdentityFile $KEY
        StrictHostKeyChecking no
        UserKnownHostsFile /dev/null
        LogLevel ERROR
      END
      cat >inventory <<END
      container ansible_python_interpreter=/usr/bin/python3 ansible_ssh_common_args="-F $PWD/ssh_config"
      END
      echo 'of {{ inventory_hostname }}' >template.j2
      cat >playbook.yml <<'END'
      - hosts: all
        gather_facts: false
        tasks:
          - copy: {content: "copied", dest: "~/copied"}
          - template: {src: template.j2, dest: ~/filled}
          - command: id -un
            register: user
          - command: sleep 0.1
            async: 20
            poll: 1
          - shell: rm -rf ~/.ansible_async; cd && ls -A && cat copied filled
            register: home
          - debug: msg="{{ user.stdout }} {{ home.stdout_lines }}"
      END
      export ANSIBLE_HOST_KEY_CHECKING=False ANSIBLE_NOCOLOR=1 ANSIBLE_RETRIES=0 ANSIBLE_HOME=$PWD
      export ANSIBLE_SSH_CONTROL_PATH_DIR=$PWD/cp
      ansible-playbook -i inventory playbook.yml | sed 's/jid=.*/jid/'
      status=${PIPESTATUS[0]}
      ls cp | while read socket; do ssh -o ControlPath=$PWD/cp/$socket -O exit x 2>/dev/null; done
      exit $status
      """;

  @Inject GatewayServer gateway;
  @Inject GatewayView view;

  private Matrix matrix;

  @BeforeAll
  void world() {
    matrix = new Matrix(gateway, view, "tools");
  }

  @AfterAll
  void end() {
    if (matrix != null) {
      matrix.close();
    }
  }

  @Test
  void ansibleLeavesNoFolderNamedAfterTheLogin() {
    Programs.orSkip("ansible-playbook", "ansible-core");
    // Given one container each, since both ways run at once
    BothWays measured = matrix.container("measured");
    BothWays through = matrix.container("through");

    Outcome direct =
        new BothWays(through.gateway(), measured.direct())
            .same("a playbook", way -> Bash.run(way, PLAYBOOK, List.of(), Map.of()));

    assertThat(direct.result().exit()).as(direct.result().toString()).isZero();
    assertThat(direct.result().text()).contains("root ['.ansible'").doesNotContain("~");
  }

  @Test
  void gitFindsRootsHomeAndAbsolutePaths() {
    Programs.orSkip("git", "git");
    BothWays container = matrix.container("git");
    container.same(
        "git",
        way ->
            Bash.run(
                way,
                """
                export GIT_SSH_COMMAND="ssh $SSH_OPTIONS"
                there=both-ways-$PORT.git
                ssh $SSH_OPTIONS -p $PORT $LOGIN@$HOST "git init -q --bare ~/$there"
                git init -q .
                head -c 2000000 /dev/urandom >data
                git add data
                git -c user.name=a -c user.email=a@example.org commit -q -m one
                for path in '~' root; do
                  url=ssh://$LOGIN@$HOST:$PORT/$path/$there
                  git push -q $url HEAD:refs/heads/$RANDOM; echo "push $?"
                  git clone -q --bare $url clone-$path; echo "clone $?"
                done
                """,
                List.of(),
                Map.of("SSH_OPTIONS", String.join(" ", OpenSsh.options(way)))));
  }
}
