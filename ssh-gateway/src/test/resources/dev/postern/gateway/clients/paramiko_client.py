"""paramiko against one server: exec | repeat | transcript HOST PORT LOGIN KEY [MORE...]

exec COMMAND         runs it; standard input, output and status are its own
repeat N COMMAND     runs it N times, each on a connection of its own, and counts the statuses
transcript TARGET    does many things and prints a line about each; TARGET is a host:port that
                     answers in the container
"""
import collections
import concurrent.futures
import socket
import sys
import threading
import time

import paramiko

VERB, HOST, PORT, LOGIN, KEY, *MORE = sys.argv[1:]


def connect():
    client = paramiko.SSHClient()
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
    client.connect(
        HOST, int(PORT), LOGIN, key_filename=KEY, look_for_keys=False, allow_agent=False, timeout=15
    )
    client.get_transport().set_keepalive(0)
    return client


def result(channel, data=b""):
    """Status, output and standard error of a channel with a command."""
    channel.settimeout(20)
    parts = {}

    def drain(name, receive):
        parts[name] = b"".join(iter(lambda: receive(65536), b""))

    readers = [
        threading.Thread(target=drain, args=("out", channel.recv)),
        threading.Thread(target=drain, args=("err", channel.recv_stderr)),
    ]
    for reader in readers:
        reader.start()
    try:
        if data:
            channel.sendall(data)
        channel.shutdown_write()
    except OSError:
        pass  # The command did not want it all.
    for reader in readers:
        reader.join()
    return channel.recv_exit_status(), parts.get("out", b""), parts.get("err", b"")


def run(client, command, data=b"", **pty):
    channel = client.get_transport().open_session(timeout=20)
    if pty:
        channel.get_pty(**pty)
    channel.exec_command(command)
    return result(channel, data)


def brief(value):
    status, out, err = value
    out = out if len(out) < 300 else b"%d bytes" % len(out)
    return "%s %r %r" % (status, out, err[:300])


def main_exec():
    client = connect()
    channel = client.get_transport().open_session(timeout=20)
    channel.exec_command(MORE[0])
    status, out, err = result(channel, sys.stdin.buffer.read())
    sys.stdout.buffer.write(out)
    sys.stderr.buffer.write(err)
    client.close()
    sys.exit(status if status >= 0 else 250)


def main_repeat():
    def once(_):
        client = connect()
        try:
            return run(client, MORE[1])[0]
        finally:
            client.close()

    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        counts = collections.Counter(pool.map(once, range(int(MORE[0]))))
    print(" ".join("%d x %d" % (count, status) for status, count in sorted(counts.items())))


CASES = []


def case(function):
    CASES.append(function)
    return function


@case
def status_output_and_error(client):
    return brief(run(client, "cat; echo err >&2; exit 9", b"in\x00\xff"))


@case
def closed_output_before_the_end(client):
    return brief(run(client, "exec >&- 2>&-; sleep 0.3; exit 9"))


@case
def killed(client):
    return brief(run(client, "kill -TERM $$"))


@case
def ten_megabytes(client):
    return brief(run(client, "head -c 10000000 /dev/zero; exit 3"))


@case
def no_such_command(client):
    return brief(run(client, "no-such-command"))


@case
def long_command(client):
    return brief(run(client, "echo ${#X}; X=" + "a" * 100_000 + "; echo ${#X}"))


@case
def command_in_any_bytes(client):
    return brief(run(client, b"printf %s 'n\xfc\xe2\x82\xac\x01' | od -An -tx1"))


@case
def input_not_wanted(client):
    return brief(run(client, "exec <&-; sleep 0.2; echo ok", b"x" * 3_000_000))


@case
def late_output_of_a_child(client):
    return brief(run(client, "(sleep 0.4; echo late) & exit 5"))


@case
def pty_of_a_size(client):
    return brief(run(client, "stty size; echo $TERM", term="vt220", width=91, height=37))


@case
def shell_with_a_window_that_changes(client):
    channel = client.invoke_shell(width=80, height=24)
    channel.settimeout(20)
    channel.resize_pty(width=123, height=45)
    channel.sendall(b"stty size; exit 6\n")
    out = b"".join(iter(lambda: channel.recv(65536), b""))
    return "%s %s" % (channel.recv_exit_status(), b"45 123" in out)


@case
def shell_without_a_terminal(client):
    channel = client.get_transport().open_session(timeout=20)
    channel.invoke_shell()
    return brief(result(channel, b"echo shell; exit 7\n"))


@case
def two_commands_on_one_channel(client):
    channel = client.get_transport().open_session(timeout=20)
    channel.exec_command("sleep 0.3; echo first")
    try:
        channel.exec_command("echo second")
        second = "taken"
    except Exception as refused:
        second = "%s %s" % (type(refused).__name__, refused)
    return "%s %s" % (second, brief(result(channel)))


@case
def environment_that_is_accepted(client):
    channel = client.get_transport().open_session(timeout=20)
    channel.set_environment_variable("LC_MATRIX", "kept")
    channel.exec_command("echo $LC_MATRIX")
    return brief(result(channel))


@case
def environment_that_is_not(client):
    channel = client.get_transport().open_session(timeout=20)
    channel.set_environment_variable("OTHER", "dropped")
    channel.exec_command("echo $OTHER")
    return brief(result(channel))


@case
def subsystem_that_does_not_exist(client):
    channel = client.get_transport().open_session(timeout=20)
    channel.invoke_subsystem("no-such")
    return "taken"


@case
def kind_of_channel_that_does_not_exist(client):
    try:
        client.get_transport().open_channel("no-such@example.org", timeout=20)
        return "taken"
    except paramiko.ChannelException:
        return "refused"  # with the RFC's code; OpenSSH has another


@case
def global_request_that_does_not_exist(client):
    return client.get_transport().global_request("no-such@example.org", wait=True)


@case
def twelve_channels_at_once(client):
    channels = []
    for number in range(12):
        channel = client.get_transport().open_session(timeout=20)
        channel.exec_command("read x; echo $x; exit %d" % number)
        channels.append(channel)
    for number, channel in enumerate(channels):
        channel.sendall(b"line %d\n" % number)
    return [brief(result(channel)) for channel in channels]


@case
def connection_into_the_container(client):
    host, port = MORE[0].split(":")
    channel = client.get_transport().open_channel(
        "direct-tcpip", (host, int(port)), ("127.0.0.1", 1), timeout=20
    )
    channel.settimeout(20)
    return channel.recv(4)


@case
def refused_connection_leaves_a_session_alone(client):
    channel = client.get_transport().open_session(timeout=20)
    channel.exec_command("read x; echo $x; exit 3")
    try:
        client.get_transport().open_channel(
            "direct-tcpip", ("127.0.0.1", 9), ("127.0.0.1", 1), timeout=20
        )
        refusal = "opened"
    except paramiko.ChannelException as refused:
        refusal = refused
    return "%s; %s" % (refusal, brief(result(channel, b"still here\n")))


@case
def forwarded_port(client):
    transport = client.get_transport()
    port = transport.request_port_forward("127.0.0.1", 0)
    channel = transport.open_session(timeout=20)
    channel.exec_command("exec bash -c 'exec 3<>/dev/tcp/127.0.0.1/%d; echo hi >&3; cat <&3'" % port)
    taken = transport.accept(20)
    taken.settimeout(20)
    heard = taken.recv(100)
    taken.sendall(b"back")
    taken.close()
    said = brief(result(channel))
    transport.cancel_port_forward("127.0.0.1", port)
    return "%s %s" % (heard, said)


@case
def forwarded_port_that_nobody_takes(client):
    transport = client.get_transport()
    port = transport.request_port_forward("127.0.0.1", 0)
    transport.cancel_port_forward("127.0.0.1", port)
    refused = brief(run(client, "bash -c 'exec 3<>/dev/tcp/127.0.0.1/%d' 2>/dev/null" % port))
    return refused + brief(run(client, "echo alive"))


@case
def forwarded_port_of_a_foreign_address(client):
    client.get_transport().request_port_forward("192.0.2.1", 0)
    return "taken"


@case
def new_keys(client):
    client.get_transport().renegotiate_keys()
    return brief(run(client, "echo after"))


@case
def keep_alive(client):
    client.get_transport().set_keepalive(1)
    said = brief(run(client, "sleep 2.2; echo alive"))
    client.get_transport().set_keepalive(0)
    return said


@case
def files(client):
    sftp = client.open_sftp()
    folder = "/tmp/paramiko-" + LOGIN
    run(client, "rm -rf {0}; mkdir -p {0}/many; cd {0}/many; ".format(folder) +
        "for i in $(seq 1500); do : >file-with-a-long-name-$i; done")
    lines = [len(sftp.listdir(folder + "/many"))]
    with sftp.open(folder + "/data", "wb") as file:
        file.set_pipelined(True)
        file.write(bytes(range(256)) * 8192)
    with sftp.open(folder + "/data", "ab") as file:
        file.write(b"more")
    with sftp.open(folder + "/data", "rb") as file:
        file.prefetch()
        lines.append(len(file.read()))
    sftp.chmod(folder + "/data", 0o640)
    sftp.symlink("data", folder + "/link")
    sftp.rename(folder + "/data", folder + "/moved")
    sftp.truncate(folder + "/moved", 10)
    lines.append(sftp.stat(folder + "/moved").st_size)
    lines.append(oct(sftp.stat(folder + "/moved").st_mode))
    lines.append(sftp.readlink(folder + "/link"))
    lines.append(sftp.normalize("."))
    try:
        sftp.stat("/no/such")
    except OSError as error:
        lines.append("%s %s" % (type(error).__name__, error))
    sftp.close()
    return lines


@case
def command_beyond_the_systems_limit(client):
    client = connect()
    try:
        return brief(run(client, "echo " + "a" * 200_000))[:100]
    finally:
        client.close()


@case
def command_beyond_the_protocols_limit(client):
    client = connect()
    try:
        return brief(run(client, "echo " + "a" * 300_000))[:100]
    except Exception:
        return "ended"
    finally:
        client.close()


@case
def everything_still_works(client):
    return brief(run(client, "echo end; exit 4"))


def main_transcript():
    client = connect()
    for function in CASES:
        start = time.monotonic()
        try:
            line = function(client)
        except Exception as error:
            line = "%s: %s" % (type(error).__name__, error)
        took = time.monotonic() - start
        print("%s: %s" % (function.__name__, line), flush=True)
        print("%s: %.1f s" % (function.__name__, took), file=sys.stderr)
        if not client.get_transport().is_active():
            print("(the connection was lost)", flush=True)
            client = connect()
    client.close()


socket.setdefaulttimeout(20)
globals()["main_" + VERB]()
