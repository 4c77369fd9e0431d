package dev.postern.gateway.clients;

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

/** Files by every client that copies any: the same listings, bytes, statuses and messages. */
@QuarkusTest
@WithTestResource(GatewayWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileMatrixTest {

  /**
   * A file of 3 MB, a file whose name is no text, and a large and a small folder in the container.
   */
  private static final String FILES =
      """
      seq 1 420000 >big
      head -c 1000000 big >part
      printf odd >$'n\\xfcss'
      there=/tmp/files-$LOGIN-$WHAT
      run() { ssh $SSH_OPTIONS -p $PORT $LOGIN@$HOST "$@"; }
      run "rm -rf $there; mkdir -p $there/many $there/few; touch $there/few/{a,b,c}; cd $there/many; touch \\$(seq -f file-%g 1500)"
      shown() { sed "s#$there#THERE#g; s#$PWD#HERE#g"; }
      {
      """;

  private static final String CHECK =
      """
      run "cd $there && cksum big; ls -A | LC_ALL=C sort | od -c | head -20; ls many | wc -l"
      [ ! -e back ] || cmp big back
      } 2>&1 | shown
      """;

  @Inject GatewayServer gateway;
  @Inject GatewayView view;

  private Matrix matrix;
  private BothWays container;

  @BeforeAll
  void world() {
    matrix = new Matrix(gateway, view, "file");
    container = matrix.container("one");
  }

  @AfterAll
  void end() {
    if (matrix != null) {
      matrix.close();
    }
  }

  private void same(String what, String script, String tool) {
    container.same(
        what,
        way ->
            Bash.run(
                way,
                FILES + script + CHECK,
                tool.startsWith("p") ? Plink.options(tool, way) : List.of(),
                Map.of("WHAT", what, "SSH_OPTIONS", String.join(" ", OpenSsh.options(way)))));
  }

  @Test
  void sftpListsResumesRenamesAndLinks() {
    same(
        "sftp",
        """
        sftp -q $SSH_OPTIONS -P $PORT -b - $LOGIN@$HOST <<END
        cd $there
        put part big
        reput big
        put n*
        ls -1 many/file-99*
        rename big moved
        ln -s moved link
        ln moved hard
        rename moved big
        chmod 600 big
        get big back
        -get none
        -cd none
        mkdir made
        rmdir made
        -rmdir many
        -put big /no/such/folder/file
        pwd
        END
        echo "status $?"
        """,
        "sftp");
  }

  @Test
  void scpCopiesWithBothProtocols() {
    same(
        "scp",
        """
        for protocol in -O -s; do
          scp -q $protocol $SSH_OPTIONS -P $PORT big n* $LOGIN@$HOST:$there/
          echo "up $?"
          scp -q $protocol $SSH_OPTIONS -P $PORT $LOGIN@$HOST:$there/big back
          scp -q $protocol $SSH_OPTIONS -P $PORT -r $LOGIN@$HOST:$there/few few$protocol
          ls few$protocol
          scp -q $protocol $SSH_OPTIONS -P $PORT $LOGIN@$HOST:$there/none .
          echo "none $?"
        done
        """,
        "scp");
  }

  @Test
  void rsyncMirrorsByItsOwnProtocol() {
    Programs.orSkip("rsync", "rsync");
    same(
        "rsync",
        """
        rsync -a -e "ssh $SSH_OPTIONS -p $PORT" big n* $LOGIN@$HOST:$there/; echo "up $?"
        rsync -a -e "ssh $SSH_OPTIONS -p $PORT" $LOGIN@$HOST:$there/big back; echo "down $?"
        rsync -a -e "ssh $SSH_OPTIONS -p $PORT" $LOGIN@$HOST:$there/none . 2>&1 | head -1
        """,
        "rsync");
  }

  @Test
  void puttysToolsCopyWithBothProtocols() {
    Clients.PLINK.orSkip();
    same(
        "pscp",
        """
        "$@" -q -scp big $LOGIN@$HOST:$there/; echo "up $?"
        "$@" -q -scp $LOGIN@$HOST:$there/none none; echo "none $?"
        "$@" -q -sftp $LOGIN@$HOST:$there/big back; echo "down $?"
        "$@" -q -sftp -r $LOGIN@$HOST:$there/few few; ls few
        """,
        "pscp");
    same(
        "psftp",
        """
        cat >commands <<END
        cd $there
        put part big
        reput big
        ls many/file-99*
        mv big moved
        mv moved big
        get big back
        mkdir made
        rmdir made
        END
        "$@" -b commands -be $LOGIN@$HOST 2>&1 | sed '/^Using username/d; s/  */ /g; s/... [0-9 :]* file/ file/'
        """,
        "psftp");
  }

  @Test
  void curlListsUploadsResumesAndRenames() {
    Programs.orSkip("curl", "curl");
    same(
        "curl",
        """
        c() { curl -sS -k --key $KEY --pubkey $KEY.pub -u $LOGIN: "$@"; }
        url=sftp://$HOST:$PORT$there
        c -T part $url/big; c -C 1000000 -T big $url/big
        c --ftp-create-dirs -T part $url/deep/er/part
        c -l $url/many/ | LC_ALL=C sort | cksum
        c -o back $url/big
        c -r 0-9 $url/big | head -3
        c -Q "rename $there/big $there/moved" -Q "rename $there/moved $there/big" -o /dev/null $url/
        c -Q "symlink $there/big $there/link" -o /dev/null $url/
        c $url/none; c -T part $url/no/such
        c sftp://$HOST:$PORT/~/.profile | cksum
        c -T part scp://$HOST:$PORT$there/by-scp; c scp://$HOST:$PORT$there/big | cksum
        c scp://$HOST:$PORT$there/none
        """,
        "curl");
  }
}
