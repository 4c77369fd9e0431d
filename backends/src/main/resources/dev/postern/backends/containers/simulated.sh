# Makes the folder of a simulated container: working directory = that folder. The programs in bin
# stand before the host's and act on this folder only.
set -eu
umask 077
mkdir -p bin etc/ssh/postern root
[ -f etc/shadow ] || echo 'root:*:20000:0:99999:7:::' >etc/shadow
printf '%s\n' "$CONTAINER_KEYS" >etc/ssh/postern/authorized_keys
program() {
  { echo '#!/bin/sh' && cat; } >"bin/$1"
  chmod 0755 "bin/$1"
}
program id <<'EOF'
case "$1" in -u) echo 0; exit ;; -Gn) echo root; exit ;; esac
echo 'uid=0(root) gid=0(root) groups=0(root) simulated'
EOF
program hostname <<EOF
echo '$CONTAINER_NAME'
EOF
program chpasswd <<'EOF'
[ "$1" = -e ] || { echo 'simulated: only chpasswd -e' >&2; exit 1; }
IFS= read -r line || exit 1
case $line in 'root:$6$'*) ;; *) exit 1 ;; esac
umask 077
echo "$line:20000:0:99999:7:::" >etc/shadow.new && mv -f etc/shadow.new etc/shadow
EOF
program getent <<'EOF'
[ "$1 $2" = 'shadow root' ] && exec cat etc/shadow
exit 2
EOF
program sshd <<'EOF'
[ "$1" = -T ] || exit 1
printf '%s\n' 'permitrootlogin yes' 'passwordauthentication yes' 'pubkeyauthentication yes' \
  'usepam no' 'authorizedkeysfile .ssh/authorized_keys /etc/ssh/postern/authorized_keys'
EOF
if ! command -v flock >/dev/null; then
  echo 'exit 0' | program flock
fi
if ! command -v timeout >/dev/null; then
  program timeout <<'EOF'
[ "$1" != -k ] || shift 2
shift
exec "$@"
EOF
fi
