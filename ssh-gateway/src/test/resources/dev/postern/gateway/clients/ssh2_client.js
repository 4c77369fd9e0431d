// npm ssh2 against one server: exec | repeat | transcript HOST PORT LOGIN KEY [MORE...]
//
// exec COMMAND         runs it; standard input, output and status are its own
// repeat N COMMAND     runs it N times, each on a connection of its own, and counts the statuses
// transcript TARGET    does many things and prints a line about each; TARGET is a host:port that
//                      answers in the container
'use strict';

const fs = require('fs');
const { once } = require('events');
const { Client } = require('ssh2');

const [verb, host, port, login, key, ...more] = process.argv.slice(2);

async function connect() {
  const client = new Client();
  client.on('error', () => {});
  const ready = once(client, 'ready');
  client.connect({
    host,
    port,
    username: login,
    privateKey: fs.readFileSync(key),
    readyTimeout: 15000,
    algorithms: { kex: ['curve25519-sha256'] },
  });
  await ready;
  client.on('close', () => (client.lost = true));
  return client;
}

/** A method with a callback as a promise. */
function ask(object, method, ...args) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), 20000);
    object[method](...args, (error, ...values) => {
      clearTimeout(timer);
      if (error) reject(error);
      else resolve(values.length > 1 ? values : values[0]);
    });
  });
}

/** Status or signal, output and standard error of a channel. */
function result(channel, input) {
  return new Promise((resolve) => {
    const out = [];
    const err = [];
    let ended = 'nothing';
    channel.on('data', (data) => out.push(data));
    channel.stderr.on('data', (data) => err.push(data));
    channel.on('exit', (status, signal) => (ended = signal ? signal : status));
    channel.on('close', () => resolve([ended, Buffer.concat(out), Buffer.concat(err)]));
    channel.on('error', () => {});
    channel.end(input);
  });
}

/** Listens from the moment the channel is there: the end may come in the same packet. */
function run(client, command, input, options = {}) {
  return new Promise((resolve, reject) =>
    client.exec(command, options, (error, channel) =>
      error ? reject(error) : resolve(result(channel, input))));
}

function brief([ended, out, err]) {
  const shown = out.length < 300 ? JSON.stringify(out.toString()) : `${out.length} bytes`;
  return `${ended} ${shown} ${JSON.stringify(err.toString().slice(0, 300))}`;
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

const cases = {
  statusOutputAndError: async (c) => brief(await run(c, 'cat; echo err >&2; exit 9', 'in')),
  closedOutputBeforeTheEnd: async (c) => brief(await run(c, 'exec >&- 2>&-; sleep 0.3; exit 9')),
  killed: async (c) => brief(await run(c, 'kill -TERM $$')),
  tenMegabytes: async (c) => brief(await run(c, 'head -c 10000000 /dev/zero; exit 3')),
  noSuchCommand: async (c) => brief(await run(c, 'no-such-command')),
  inputNotWanted: async (c) =>
    brief(await run(c, 'exec <&-; sleep 0.2; echo ok; exit 5', Buffer.alloc(3000000))),
  environment: async (c) =>
    brief(await run(c, 'echo $LC_MATRIX $OTHER', '', { env: { LC_MATRIX: 'a', OTHER: 'b' } })),
  ptyOfASize: async (c) =>
    brief(await run(c, 'stty size; echo $TERM', '', { pty: { rows: 37, cols: 91, term: 'vt220' } })),
  windowThatChanges: async (c) => {
    const channel = await ask(c, 'shell', { rows: 24, cols: 80 });
    channel.setWindow(45, 123, 0, 0);
    const [ended, out] = await result(channel, 'stty size; exit 6\n');
    return `${ended} ${out.includes('45 123')}`;
  },
  shellWithoutATerminal: async (c) => {
    const channel = await ask(c, 'shell', false);
    return brief(await result(channel, 'echo shell; exit 7\n'));
  },
  signal: async (c) => {
    const channel = await ask(c, 'exec', 'exec sleep 1');
    await pause(300);
    channel.signal('TERM');
    return brief(await result(channel));
  },
  channelClosedByTheClient: async (c) => {
    const channel = await ask(c, 'exec', 'sleep 0.3; exit 9');
    channel.close();
    return brief(await result(channel));
  },
  subsystemThatDoesNotExist: async (c) => ask(c, 'subsys', 'no-such'),
  twelveChannelsAtOnce: async (c) => {
    const channels = [];
    for (let i = 0; i < 12; i++) {
      channels.push(await ask(c, 'exec', `read x; echo $x; exit ${i}`));
    }
    return Promise.all(channels.map(async (one, i) => brief(await result(one, `line ${i}\n`))));
  },
  connectionIntoTheContainer: async (c) => {
    const [target, targetPort] = more[0].split(':');
    const channel = await ask(c, 'forwardOut', '127.0.0.1', 1, target, +targetPort);
    const [data] = await once(channel, 'data');
    channel.destroy();
    return data.toString().slice(0, 4);
  },
  refusedConnectionLeavesASessionAlone: async (c) => {
    const channel = await ask(c, 'exec', 'read x; echo $x; exit 3');
    const refused = await ask(c, 'forwardOut', '127.0.0.1', 1, '127.0.0.1', 9).catch((e) => e);
    return `${refused.reason} ${refused.message}; ${brief(await result(channel, 'here\n'))}`;
  },
  forwardedPort: async (c) => {
    const bound = await ask(c, 'forwardIn', '127.0.0.1', 0);
    const heard = new Promise((resolve) =>
      c.once('tcp connection', (info, accept) => {
        const taken = accept();
        taken.once('data', (data) => resolve(data.toString()));
        taken.end('back');
      })
    );
    const said = run(c, `bash -c 'exec 3<>/dev/tcp/127.0.0.1/${bound}; echo hi >&3; cat <&3'`);
    const line = `${await heard} ${brief(await said)}`;
    await ask(c, 'unforwardIn', '127.0.0.1', bound);
    return line;
  },
  forwardedPortThatTheClientRefuses: async (c) => {
    const channel = await ask(c, 'exec', 'read x; echo $x; exit 3');
    const bound = await ask(c, 'forwardIn', '127.0.0.1', 0);
    c.once('tcp connection', (info, accept, reject) => reject());
    const said = await run(c, `bash -c 'exec 3<>/dev/tcp/127.0.0.1/${bound}; cat <&3'`);
    await ask(c, 'unforwardIn', '127.0.0.1', bound);
    return `${brief(said)}; ${brief(await result(channel, 'here\n'))}`;
  },
  forwardedPortOfAForeignAddress: async (c) => {
    const bound = await ask(c, 'forwardIn', '192.0.2.1', 0);
    return bound > 0; // sshd takes another address then
  },
  socketInTheContainer: async (c) => {
    const listening = await ask(c, 'exec', SOCKET_SERVER);
    await once(listening, 'data');
    const channel = await ask(c, 'openssh_forwardOutStreamLocal', SOCKET);
    const line = brief(await result(channel, 'through a socket'));
    listening.close();
    return line;
  },
  socketThatDoesNotExist: async (c) => {
    const channel = await ask(c, 'exec', 'read x; echo $x; exit 3');
    const refused = await ask(c, 'openssh_forwardOutStreamLocal', '/tmp/none').catch((e) => e);
    return `${refused.reason} ${refused.message}; ${brief(await result(channel, 'here\n'))}`;
  },
  forwardedSocket: async (c) => {
    await run(c, `rm -f ${BACK}`);
    await ask(c, 'openssh_forwardInStreamLocal', BACK);
    c.once('unix connection', (info, accept) => accept().end('from the client'));
    const said = brief(await run(c, SOCKET_CLIENT));
    await ask(c, 'openssh_unforwardInStreamLocal', BACK);
    return said;
  },
  forwardedSocketWhereNoneCanBe: async (c) =>
    ask(c, 'openssh_forwardInStreamLocal', '/no/such/folder/socket'),
  files: async (c) => {
    const sftp = await ask(c, 'sftp');
    const folder = `/tmp/ssh2-${login}`;
    await run(c, `rm -rf ${folder}; mkdir -p ${folder}/many; cd ${folder}/many; `
      + 'for i in $(seq 1500); do : >file-with-a-long-name-$i; done');
    const lines = [(await ask(sftp, 'readdir', folder + '/many')).length];
    fs.writeFileSync(`${key}.${login}.up`, Buffer.alloc(2000000, 'text'));
    await ask(sftp, 'fastPut', `${key}.${login}.up`, folder + '/data');
    await ask(sftp, 'appendFile', folder + '/data', 'more');
    await ask(sftp, 'fastGet', folder + '/data', `${key}.${login}.down`);
    lines.push(fs.statSync(`${key}.${login}.down`).size);
    await ask(sftp, 'ext_openssh_hardlink', folder + '/data', folder + '/hard');
    await ask(sftp, 'ext_openssh_rename', folder + '/data', folder + '/hard');
    lines.push((await ask(sftp, 'stat', folder + '/hard')).size);
    await ask(sftp, 'symlink', 'hard', folder + '/link').catch((e) => lines.push(e.message));
    lines.push(await ask(sftp, 'readlink', folder + '/link').catch((e) => e.message));
    lines.push((await ask(sftp, 'ext_openssh_statvfs', '/tmp')).f_namemax);
    lines.push(await ask(sftp, 'realpath', '.'));
    lines.push(await ask(sftp, 'stat', '/no/such').catch((e) => `${e.code} ${e.message}`));
    sftp.end();
    return lines;
  },
  noMoreSessions: async () => {
    const c = await connect();
    await ask(c, 'openssh_noMoreSessions').catch((e) => e.message);
    const after = await ask(c, 'exec', 'echo session').catch((e) => e);
    const line = after instanceof Error ? 'refused' : brief(await result(after));
    c.end();
    return line;
  },
  longCommand: async (c) => brief(await run(c, `X=${'a'.repeat(100000)}; echo \${#X}`)),
  everythingStillWorks: async (c) => brief(await run(c, 'echo end; exit 4')),
};

/** Both ways run at the same time in one container. */
const SOCKET = `/tmp/ssh2-${login}.sock`;
const BACK = `/tmp/ssh2-${login}-back.sock`;

const SOCKET_SERVER = `exec python3 -c '
import os, socket
if os.path.exists("${SOCKET}"): os.unlink("${SOCKET}")
server = socket.socket(socket.AF_UNIX); server.bind("${SOCKET}"); server.listen()
print("listening", flush=True)
peer = server.accept()[0]
peer.sendall(peer.recv(100).upper())'`;

const SOCKET_CLIENT = `exec python3 -c '
import socket
peer = socket.socket(socket.AF_UNIX); peer.connect("${BACK}")
print(peer.recv(100))'`;

const verbs = {
  async exec() {
    const client = await connect();
    const channel = await ask(client, 'exec', more[0]);
    const [ended, out, err] = await result(channel, fs.readFileSync(0));
    process.stdout.write(out);
    process.stderr.write(err);
    client.end();
    process.exitCode = Number.isInteger(ended) ? ended : 250;
  },
  async repeat() {
    const counts = {};
    let left = +more[0];
    const worker = async () => {
      while (left-- > 0) {
        const client = await connect();
        const [ended] = await run(client, more[1]);
        counts[ended] = (counts[ended] || 0) + 1;
        client.end();
      }
    };
    await Promise.all(Array.from({ length: 6 }, worker));
    console.log(Object.entries(counts).map(([ended, n]) => `${n} x ${ended}`).join(' '));
  },
  async transcript() {
    let client = await connect();
    for (const [name, act] of Object.entries(cases)) {
      const start = Date.now();
      let line;
      try {
        const late = pause(25000).then(() => 'NOTHING HAPPENED');
        late.catch(() => {});
        line = await Promise.race([act(client), late]);
      } catch (error) {
        line = `${error.message}`;
      }
      console.log(`${name}: ${line}`);
      console.error(`${name}: ${(Date.now() - start) / 1000} s`);
      if (client.lost) {
        console.log('(the connection was lost)');
        client = await connect();
      }
    }
    client.end();
    process.exit(0);
  },
};

verbs[verb]().catch((error) => {
  console.error(error.message);
  process.exit(251);
});
