# Becomes a container: first process of its PID, mount, UTS and IPC namespaces, as the root of its
# user namespace, working directory = the container's folder. Paths are relative and nothing is
# canonicalised, because the mapped root need not be able to enter the folders above. A shell's
# plain cd would go by the absolute path, hence -P.
exec >sshd.log 2>&1
set -eu
umask 022
hostname "$CONTAINER_NAME" 2>/dev/null || :

mount -c --bind root root
cd -P root

# A mount that the host restricts can only be bound again with the same restrictions.
read_only() {
  flags=ro
  for flag in nosuid nodev noexec; do
    case ",$(findmnt -n -o OPTIONS -T "$1")," in *",$flag,"*) flags=$flags,$flag ;; esac
  done
  mount -c --rbind "$1" "$2"
  mount -c -o "remount,bind,$flags" "$2"
}
read_only /usr usr
for folder in bin sbin lib lib32 lib64 libx32; do
  if [ -d "/$folder" ] && [ ! -L "/$folder" ] && [ -d "$folder" ]; then
    read_only "/$folder" "$folder"
  fi
done
# The loader's view follows the host's /usr, which may have been upgraded since.
cp -dR /etc/ld.so.cache etc/ 2>/dev/null || :
cp -dR /etc/alternatives etc/ 2>/dev/null || :

mount -c -t proc -o nosuid,nodev,noexec proc proc
mount -c -t tmpfs -o nosuid,mode=0755,size=1m tmpfs dev
for device in null zero full random urandom tty; do
  : >"dev/$device"
  mount -c --bind "/dev/$device" "dev/$device"
done
mkdir dev/pts dev/shm
mount -c -t devpts -o newinstance,ptmxmode=0666,mode=0620,gid=5 devpts dev/pts
mount -c -t tmpfs -o nosuid,nodev,mode=1777,size=16m tmpfs dev/shm
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s /proc/self/fd/0 dev/stdin
ln -s /proc/self/fd/1 dev/stdout
ln -s /proc/self/fd/2 dev/stderr
mount -c -t tmpfs -o nosuid,nodev,mode=0755,size=16m tmpfs run
mkdir -p run/sshd run/lock .host
chmod 0755 run/sshd

pivot_root . .host
cd /
umount -l /.host
rmdir /.host
exec "$(command -v sshd)" -D -e </dev/null
