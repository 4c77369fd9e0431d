// An Ed25519 key pair in OpenSSH's own format (PROTOCOL.key of its source), made by the browser.

const TYPE = "ssh-ed25519";
const ROUNDS = 24; // ssh-keygen's
const SALT = 16;
const AES_KEY = 32;
const AES_BLOCK = 16;
const encoder = new TextEncoder();

export class NoPassphrases extends Error {}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function number(value) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** A string as RFC 4251 section 5 writes it. */
function string(value) {
  const bytes = typeof value === "string" ? encoder.encode(value) : value;
  return joined(number(bytes.length), bytes);
}

function padded(bytes, block) {
  const missing = (block - (bytes.length % block)) % block;
  return joined(bytes, Uint8Array.from({ length: missing }, (_, index) => index + 1));
}

function base64(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

const PLAIN = { cipher: "none", kdf: "none", options: new Uint8Array(), block: 8, encrypt: async (bytes) => bytes };

async function protectedBy(passphrase) {
  const { pbkdf } = await import("../lib/bcrypt-pbkdf.js").catch(() => {
    throw new NoPassphrases();
  });
  const salt = crypto.getRandomValues(new Uint8Array(SALT));
  const secret = encoder.encode(passphrase);
  const derived = new Uint8Array(AES_KEY + AES_BLOCK);
  if (pbkdf(secret, secret.length, salt, salt.length, derived, derived.length, ROUNDS) !== 0) throw new Error("bcrypt-pbkdf failed");
  const key = await crypto.subtle.importKey("raw", derived.subarray(0, AES_KEY), "AES-CTR", false, ["encrypt"]);
  const counter = derived.subarray(AES_KEY);
  return {
    cipher: "aes256-ctr",
    kdf: "bcrypt",
    options: joined(string(salt), number(ROUNDS)),
    block: AES_BLOCK,
    encrypt: async (bytes) => new Uint8Array(await crypto.subtle.encrypt({ name: "AES-CTR", counter, length: 128 }, key, bytes)),
  };
}

async function rawPair() {
  const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
  const encoded = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
  return {
    seed: encoded.subarray(-32), // RFC 8410: the last thing in it
    publicKey: new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)),
  };
}

/**
 * @param passphrase empty for none
 * @return the file of the private key, the line of the public one, and its fingerprint
 */
export async function keyPair(comment, passphrase) {
  const protection = passphrase === "" ? PLAIN : await protectedBy(passphrase);
  const { seed, publicKey } = await rawPair();
  const blob = joined(string(TYPE), string(publicKey));
  const check = crypto.getRandomValues(new Uint8Array(4));
  const secrets = joined(check, check, blob, string(joined(seed, publicKey)), string(comment));
  const file = joined(
    encoder.encode("openssh-key-v1\0"),
    string(protection.cipher),
    string(protection.kdf),
    string(protection.options),
    number(1),
    string(blob),
    string(await protection.encrypt(padded(secrets, protection.block))),
  );
  const fingerprint = new Uint8Array(await crypto.subtle.digest("SHA-256", blob));
  return {
    privateKey: `-----BEGIN OPENSSH PRIVATE KEY-----\n${base64(file).replace(/.{1,70}/g, "$&\n")}-----END OPENSSH PRIVATE KEY-----\n`,
    publicLine: `${TYPE} ${base64(blob)} ${comment}`,
    fingerprint: `SHA256:${base64(fingerprint).replace(/=+$/, "")}`,
  };
}

export async function isSupported() {
  try {
    await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
    return true;
  } catch {
    return false; // An old browser, or a page that did not come over HTTPS.
  }
}
