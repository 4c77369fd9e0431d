package dev.postern.credential.access.script;

/**
 * The scripts that run in a container, as root. They are fixed texts: variable values come on
 * standard input, so nothing can be injected and no hash is in a process list. POSIX sh, flock(1),
 * timeout(1) and chpasswd(8) are all they need, those of BusyBox too. A {@link Frame} separates
 * their answers from other output of the container, and drops standard error. They hold no single
 * quote and no backslash, so they can be quoted as they are. None waits for the end of its input,
 * which not every adapter can signal.
 *
 * <p>{@code docs/internals/credential-life-cycle.md} explains the fence.
 */
final class Scripts {

  static final int DONE = 0;
  static final int COMMAND_FAILED = 74;
  static final int BUSY = 75;
  static final int OVERTAKEN = 76;
  static final int IN_EFFECT = 77;
  static final int SHADOW_UNREADABLE = 78;
  static final int COMMAND_MISSING = 79;
  static final int READ_ONLY = 80;
  static final int MARKED = 81;
  static final int NOT_ROOT = 82;

  private static final String TOOLS = "PATH=$PATH:/usr/sbin:/sbin; umask 077\n";

  /** Exits where nothing could be changed anyway. */
  private static final String FIT =
      """
      [ "$(id -u)" = 0 ] || exit 82
      command -v flock >/dev/null 2>&1 || exit 79
      [ -w /etc ] || exit 80
      """;

  /** Reads id, generation, attempt and line; ends with the lock held and nothing later marked. */
  private static final String FENCE =
      TOOLS
          + """
          IFS= read -r id && IFS= read -r gen && IFS= read -r try && IFS= read -r line || exit 64
          case $id in c*[!a-z0-9]* | [!c]* | "") exit 64 ;; esac
          case $gen in *[!0-9]* | "") exit 64 ;; esac
          case $try in *[!0-9]* | "") exit 64 ;; esac
          case $line in "root:$"6"$"*) ;; *) exit 64 ;; esac
          """
          + FIT
          + """
          d=/etc/postern
          mkdir -p $d || exit 73
          exec 9>$d/lock || exit 73
          flock -n 9 || flock -w 10 9 || exit 75
          held=; heldgen=0; ended=; heldtry=0
          [ -f $d/fence ] && read -r held heldgen ended heldtry <$d/fence
          case $heldgen in *[!0-9]* | "") heldgen=0 ;; esac
          case $heldtry in *[!0-9]* | "") heldtry=0 ;; esac
          [ "$held" = "$id" ] || heldgen=0
          if [ $heldgen -gt $gen ] || { [ $heldgen -eq $gen ] &&
            { [ "$ended" = ended ] || [ $heldtry -gt $try ]; }; }; then
            echo $heldgen
            exit 76
          fi
          mark() {
            echo "$id $gen $1 $try" >$d/fence.new && mv -f $d/fence.new $d/fence &&
              read -r a b c t <$d/fence && [ "$a $b $c $t" = "$id $gen $1 $try" ]
          }
          """;

  private static final String SHADOW_FIELD =
      """
      row=$(grep "^root:" /etc/shadow) || exit 78
      row=${row#root:}
      field=${row%%:*}
      """;

  private static final String SET_PASSWORD =
      """
      command -v timeout >/dev/null 2>&1 || exit 79
      command -v chpasswd >/dev/null 2>&1 || exit 79
      mark open || exit 73
      echo "$line" | timeout -k 5 20 chpasswd -e || exit 74
      """;

  /**
   * Reads host and port, where the container is reached, and asks sshd about this connection;
   * without an SSH connection, about one from that host to itself. An sshd that is not told all of
   * a connection refuses to evaluate {@code Match}; an old sshd knows no routing domains.
   */
  private static final String ASK_SSHD =
      """
      IFS= read -r host && IFS= read -r port || exit 64
      set -f
      set -- ${SSH_CONNECTION:-$host 0 $host $port}
      spec="user=root,host=$1,addr=$1,laddr=$3,lport=$4"
      settings() { sshd -T -C "$spec,rdomain=" 2>/dev/null || sshd -T -C "$spec" 2>/dev/null; }
      """;

  static final String APPLY = script(FENCE + SET_PASSWORD);

  /** Only where the container keeps no mark of its own: a file system that is new. */
  static final String RESTORE =
      script(FENCE + "[ \"$held\" = \"$id\" ] && exit 81\n" + SET_PASSWORD);

  static final String CLOSE =
      script(
          FENCE
              + SHADOW_FIELD
              + """
              [ "root:$field" = "$line" ] && exit 77
              mark ended || exit 73
              """);

  /**
   * Puts back the field from before, which comes on one more line, if the password is still the one
   * of the line.
   */
  static final String PUT_BACK =
      script(
          FENCE
              + SHADOW_FIELD
              + """
              IFS= read -r before || exit 64
              case $before in *:*) exit 64 ;; esac
              [ "root:$field" = "$line" ] || exit 0
              mark open || exit 73
              { printf "root:%s" "$before"; echo; } | timeout -k 5 20 chpasswd -e || exit 74
              """);

  static final String READ_SHADOW = script(TOOLS + SHADOW_FIELD + "echo \"$field\"\n");

  /** Prints root's groups and sshd's settings for root on a connection. */
  static final String EFFECTIVE_SETTINGS =
      script(
          TOOLS
              + ASK_SSHD
              + """
              command -v sshd >/dev/null 2>&1 || exit 79
              echo "rootgroups $(id -Gn root)"
              settings
              """);

  /** Prints the public host keys that sshd would show. */
  static final String HOST_KEYS =
      script(
          TOOLS
              + """
              spec=user=root,host=localhost,addr=127.0.0.1,laddr=127.0.0.1,lport=22
              keys=$(sshd -T -C $spec 2>/dev/null | sed -n "s/^hostkey //p")
              for f in ${keys:-/etc/ssh/ssh_host_*_key}; do
                [ -r $f.pub ] && cat $f.pub
              done
              exit 0
              """);

  /** Prints facts, a word and its value on each line. It writes nothing but a file of its own. */
  static final String DIAGNOSE =
      script(
          TOOLS
              + ASK_SSHD
              + """
              set +f
              days=$(($(date +%s) / 86400))
              field() { echo "$1" | cut -d: -f"$2"; }
              past() { case $1 in "" | *[!0-9]*) return 1 ;; esac; [ "$1" -le $days ]; }
              row=$(grep "^root:" /etc/shadow)
              case $(field "$row" 2) in
                "!"*) echo account locked ;;
                "*"*) echo account no-password ;;
              esac
              past "$(field "$row" 8)" && echo account expired
              [ "$(field "$row" 3)" = 0 ] && echo account password-expired
              max=$(field "$row" 5)
              changed=$(field "$row" 3)
              case $max$changed in
                *[!0-9]* | "") ;;
                *) [ -n "$max" ] && [ -n "$changed" ] && [ "$max" -lt 99999 ] &&
                     past $((changed + max + 1)) && echo account password-expired ;;
              esac
              shell=$(field "$(grep "^root:" /etc/passwd)" 7)
              case $shell in */nologin | */false) echo account no-shell ;; esac
              [ -z "$shell" ] || [ -x "$shell" ] || echo account no-shell
              mkdir -p /etc/postern 2>/dev/null
              for f in /etc/postern/check /tmp/postern-check; do
                head -c 8192 /dev/zero 2>/dev/null >$f && [ "$(wc -c <$f)" -eq 8192 ] ||
                  echo "disk ${f%/*}"
                rm -f $f
              done 2>/dev/null
              if command -v sshd >/dev/null 2>&1; then
                settings=$(settings)
                [ -n "$settings" ] || sshd -t >/dev/null 2>&1 || echo sshd-config broken
                echo "setting rootgroups $(id -Gn root)"
                echo "$settings" | sed "s/^/setting /"
              else
                echo sshd-config missing
              fi
              if command -v nft >/dev/null 2>&1; then
                echo firewall-tool nft
                nft list ruleset 2>/dev/null | sed "s/^/nft /"
              fi
              for t in iptables ip6tables; do
                command -v $t >/dev/null 2>&1 || continue
                echo firewall-tool $t
                $t -S INPUT 2>/dev/null | sed "s/^/$t /"
              done
              exit 0
              """);

  /** Prints the file as it then is. */
  static final String WRITE_ACCESS_KEYS =
      script(
          TOOLS
              + FIT
              + """
              d=/etc/ssh/postern
              mkdir -p $d || exit 73
              exec 9>$d/lock || exit 73
              flock -n 9 || flock -w 10 9 || exit 75
              sed "/^# end$/q" >$d/authorized_keys.new || exit 73
              [ "$(tail -n 1 $d/authorized_keys.new)" = "# end" ] || exit 64
              mv -f $d/authorized_keys.new $d/authorized_keys || exit 73
              cat $d/authorized_keys
              """);

  private Scripts() {}

  private static String script(String script) {
    if (script.indexOf('\'') >= 0 || script.indexOf('\\') >= 0) {
      throw new IllegalArgumentException("this script cannot be quoted as it is");
    }
    return script;
  }
}
