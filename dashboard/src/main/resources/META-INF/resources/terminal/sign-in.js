// Whether the person is still signed in, and a sign-in that is renewed in time. The tokens are in a cookie that no script reads.

const TIMEOUT = 8000;
// The dashboard renews what ends within a minute.
const RENEW_BEFORE = 40;
// The page itself was an answer to the question a moment ago.
const FRESH = 5000;

export class SignInEnded extends Error {
  constructor(why) {
    super(why);
    this.why = why; // signInEnded or roleLost
  }
}

async function ask() {
  // Pages of one browser share the cookie: one of them renews it at a time.
  const answer = await navigator.locks.request("postern-sign-in", () =>
    fetch("/terminal/sign-in", { headers: { "HX-Request": "true" }, cache: "no-store", signal: AbortSignal.timeout(TIMEOUT) }),
  );
  if (answer.status === 401 || answer.status === 499) throw new SignInEnded("signInEnded");
  if (answer.status === 403) throw new SignInEnded("roleLost");
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return Number(await answer.text());
}

export class SignIn {
  #asking = null;
  #timer = 0;
  #ends = 0;
  #renewed;
  #fresh;

  /**
   * @param seconds for which the sign-in was good when the page was made
   * @param renewed is called when the cookie has a new sign-in, which only a new WebSocket brings to the gateway
   */
  constructor(seconds, renewed) {
    this.#renewed = renewed;
    this.#fresh = performance.now() < FRESH;
    this.#goodFor(seconds);
  }

  /** Fails with SignInEnded, or otherwise where the dashboard gives no answer. */
  check() {
    if (this.#fresh) {
      this.#fresh = false;
      return Promise.resolve();
    }
    this.#asking ??= ask()
      .then((seconds) => this.#goodFor(seconds))
      .finally(() => (this.#asking = null));
    return this.#asking;
  }

  #goodFor(seconds) {
    this.#ends = Date.now() + seconds * 1000;
    this.#renewIn(Math.max(5, seconds - RENEW_BEFORE));
  }

  #renewIn(seconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#renew(), seconds * 1000);
  }

  /** Where the issuer renewed nothing, a new WebSocket would bring nothing new. */
  async #renew() {
    const before = this.#ends;
    await this.check().catch(() => {});
    if (this.#ends > before + RENEW_BEFORE * 1000) this.#renewed();
  }
}
