# Makes the root of a new container in ./root; run as the root of its user namespace, working
# directory = the container's folder. Expects CONTAINER_NAME, CONTAINER_HOST, CONTAINER_PORT,
# CONTAINER_KEYS (authorized_keys lines) and CONTAINER_SSHD (more sshd_config lines, may be empty).
# The folder is renamed into place at the end, so a killed run leaves no half-made root.
set -eu
umask 022
[ ! -d root ] || exit 0
rm -rf root.new
mkdir root.new
cd -P root.new

mkdir -p dev etc/pam.d etc/ssh/postern etc/profile.d etc/security home mnt opt proc srv usr tmp \
  run var/cache var/empty var/lib/postern var/log var/mail var/spool var/tmp
mkdir -m 0700 root
chmod 1777 tmp var/tmp
ln -s /run var/run
ln -s /run/lock var/lock
: >var/log/lastlog
: >var/log/wtmp
for folder in bin sbin lib lib32 lib64 libx32; do
  if [ -L "/$folder" ]; then
    ln -s "$(readlink "/$folder" | sed 's|^/*|/|')" "$folder"
  elif [ -d "/$folder" ]; then
    mkdir "$folder"
  fi
done

# What tools read and what names nobody on this machine.
for entry in alternatives bash.bashrc ca-certificates.conf gai.conf ld.so.cache ld.so.conf \
  ld.so.conf.d localtime locale.conf magic mime.types networks profile protocols resolv.conf rpc \
  security services shells ssl/certs ssl/openssl.cnf terminfo; do
  if [ -e "/etc/$entry" ] || [ -L "/etc/$entry" ]; then
    mkdir -p "etc/$(dirname "$entry")"
    cp -dR "/etc/$entry" "etc/$(dirname "$entry")/" 2>/dev/null || :
  fi
done
# resolv.conf may be a link into the host's /run, which the container does not have.
if [ -L etc/resolv.conf ]; then
  rm etc/resolv.conf
  cat /etc/resolv.conf >etc/resolv.conf 2>/dev/null || :
fi

echo "$CONTAINER_NAME" >etc/hostname
printf '127.0.0.1 localhost\n::1 localhost\n%s %s\n' "$CONTAINER_HOST" "$CONTAINER_NAME" >etc/hosts
shell=/bin/sh
[ ! -x /bin/bash ] || shell=/bin/bash
cat >etc/passwd <<EOF
root:x:0:0:root:/root:$shell
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
mail:x:8:8:mail:/var/mail:/usr/sbin/nologin
www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
sshd:x:74:74:Privilege separation:/run/sshd:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
EOF
cat >etc/group <<EOF
root:x:0:
daemon:x:1:
tty:x:5:
mail:x:8:
shadow:x:42:
utmp:x:43:
staff:x:50:
sshd:x:74:
www-data:x:33:
users:x:100:
nogroup:x:65534:
EOF
# '*' is no password, and still lets keys in; sshd without PAM takes '!' for a locked account.
today=$(($(date +%s) / 86400))
sed -n 's/^\([^:]*\):.*/\1/p' etc/passwd | while read -r user; do
  echo "$user:*:$today:0:99999:7:::"
done >etc/shadow
sed -n 's/^\([^:]*\):.*/\1:*::/p' etc/group >etc/gshadow
chgrp 42 etc/shadow etc/gshadow
chmod 0640 etc/shadow etc/gshadow

cat >etc/nsswitch.conf <<EOF
passwd: files
group: files
shadow: files
hosts: files dns
services: files
protocols: files
EOF
cat >etc/login.defs <<EOF
MAIL_DIR /var/mail
PASS_MAX_DAYS 99999
PASS_MIN_DAYS 0
PASS_WARN_AGE 7
UID_MIN 1000
UID_MAX 60000
GID_MIN 1000
GID_MAX 60000
UMASK 022
ENCRYPT_METHOD SHA512
ENV_SUPATH PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ENV_PATH PATH=/usr/local/bin:/usr/bin:/bin
EOF
cat >etc/pam.d/other <<EOF
auth required pam_deny.so
account required pam_deny.so
password required pam_deny.so
session required pam_deny.so
EOF
# sshd itself slows those who guess; two seconds more would only keep people waiting.
cat >etc/pam.d/sshd <<EOF
auth required pam_unix.so nodelay
account required pam_unix.so
password required pam_unix.so sha512
session optional pam_motd.so motd=/etc/motd
session required pam_permit.so
EOF
for service in login su passwd chpasswd newusers useradd usermod chsh chfn; do
  cat >"etc/pam.d/$service" <<EOF
auth sufficient pam_rootok.so
auth required pam_unix.so
account required pam_unix.so
password required pam_unix.so sha512
session required pam_permit.so
EOF
done

ssh-keygen -q -t ed25519 -N '' -C "root@$CONTAINER_NAME" -f etc/ssh/ssh_host_ed25519_key
cat >etc/ssh/sshd_config <<EOF
$CONTAINER_SSHD
ListenAddress $CONTAINER_HOST:$CONTAINER_PORT
HostKey /etc/ssh/ssh_host_ed25519_key
AuthorizedKeysFile .ssh/authorized_keys /etc/ssh/postern/authorized_keys
PermitRootLogin yes
PasswordAuthentication yes
KbdInteractiveAuthentication no
UsePAM yes
UseDNS no
PrintMotd no
MaxStartups 100:30:500
AcceptEnv LANG LC_*
SetEnv PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
Subsystem sftp internal-sftp
EOF
printf '%s\n' "$CONTAINER_KEYS" >etc/ssh/postern/authorized_keys
chmod 0600 etc/ssh/postern/authorized_keys

cat >etc/motd <<EOF
Welcome to $CONTAINER_NAME, a container of Postern on this machine.
You are root here, and only here. Files survive a restart; /usr is the host's, read-only.
EOF
cat >root/.bashrc <<'EOF'
[ -z "$PS1" ] || PS1='\u@\h:\w\$ '
EOF
cat >root/.profile <<'EOF'
[ -z "$BASH" ] || . ~/.bashrc
EOF

cd -P ..
cp root.new/etc/ssh/ssh_host_ed25519_key.pub host_key.pub
mv root.new root
