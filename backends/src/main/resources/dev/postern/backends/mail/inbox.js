'use strict';

const INTERVAL = 1000;
const LONGEST_LIST = 500;

const byId = id => document.getElementById(id);
const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

let mails = [];
let known = null;
let chosen = null;
let part = 'html';
let tag = null;
const read = new Set();

function when(received) {
  const date = new Date(received);
  return (date.toDateString() === new Date().toDateString() ? time : day).format(date);
}

function shown() {
  const words = byId('filter').value.toLowerCase().split(/\s+/).filter(Boolean);
  return mails
    .filter(mail => words.every(word => (mail.to + ' ' + mail.subject).toLowerCase().includes(word)))
    .slice(0, LONGEST_LIST);
}

function row(mail) {
  const item = byId('row').content.firstElementChild.cloneNode(true);
  const button = item.firstElementChild;
  button.dataset.id = mail.id;
  button.setAttribute('aria-current', String(mail.id === chosen));
  item.classList.toggle('unread', !read.has(mail.id));
  item.classList.toggle('fresh', known !== null && !known.has(mail.id));
  item.querySelector('.subject').textContent = mail.subject || '(no subject)';
  item.querySelector('.address').textContent = mail.to;
  item.querySelector('time').textContent = when(mail.receivedAt);
  item.querySelector('time').dateTime = mail.receivedAt;
  return item;
}

function list() {
  const focused = document.activeElement?.dataset?.id;
  const rows = shown();
  byId('mails').replaceChildren(...rows.map(row));
  if (focused) byId('mails').querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
  byId('none').hidden = rows.length > 0;
  byId('none').textContent = mails.length ? 'No mail matches the filter.' : 'No mail yet. A new one appears here by itself.';
  document.title = (mails.some(mail => !read.has(mail.id)) ? '• ' : '') + 'Inbox · Postern';
}

function open(id) {
  const mail = mails.find(one => one.id === id);
  if (!mail) return;
  chosen = id;
  read.add(id);
  history.replaceState(null, '', '#' + id);
  byId('placeholder').hidden = true;
  byId('article').hidden = false;
  byId('app').classList.add('reading');
  byId('subject').textContent = mail.subject || '(no subject)';
  byId('to').textContent = mail.to;
  byId('received').textContent = full.format(new Date(mail.receivedAt));
  byId('received').dateTime = mail.receivedAt;
  byId('message-id').textContent = mail.messageId || 'none';
  // The frame has no scripts and no origin, and inherits this page's policy: no remote image loads.
  byId('html').srcdoc = '<base target="_blank">' + mail.html;
  byId('text').textContent = mail.text;
  byId('show-html').disabled = !mail.html;
  byId('show-text').disabled = !mail.text;
  show(mail[part] ? part : mail.html ? 'html' : 'text');
  list();
}

function show(which) {
  byId('html').hidden = which !== 'html';
  byId('text').hidden = which !== 'text';
  byId('show-html').setAttribute('aria-pressed', String(which === 'html'));
  byId('show-text').setAttribute('aria-pressed', String(which === 'text'));
}

function close() {
  chosen = null;
  history.replaceState(null, '', location.pathname);
  byId('app').classList.remove('reading');
  byId('article').hidden = true;
  byId('placeholder').hidden = false;
  list();
}

function step(by) {
  const rows = shown();
  const at = rows.findIndex(mail => mail.id === chosen);
  const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
  if (!next) return;
  open(next.id);
  byId('mails').querySelector('[aria-current="true"]')?.focus();
}

function live(up) {
  byId('live').className = 'live ' + (up ? 'up' : 'down');
  byId('live-text').textContent = up ? 'Live' : 'Not connected';
}

function take(received) {
  const fresh = known && received.filter(mail => !known.has(mail.id));
  mails = received;
  list();
  known = new Set(mails.map(mail => mail.id));
  if (fresh?.length) byId('announcement').textContent = 'New mail: ' + fresh[0].subject;
}

async function poll() {
  try {
    const answer = await fetch('/api/messages', { headers: tag ? { 'If-None-Match': tag } : {}, cache: 'no-store' });
    if (answer.status === 200) {
      take(await answer.json());
      tag = answer.headers.get('ETag');
      if (!chosen && location.hash) open(location.hash.slice(1));
    }
    live(answer.ok || answer.status === 304);
  } catch {
    live(false);
  }
  setTimeout(poll, INTERVAL);
}

byId('mails').addEventListener('click', event => {
  const button = event.target.closest('button');
  if (!button) return;
  open(button.dataset.id);
  if (matchMedia('(max-width: 720px)').matches) byId('mail').focus();
});
byId('filter').addEventListener('input', list);
byId('back').addEventListener('click', close);
for (const which of ['html', 'text']) {
  byId('show-' + which).addEventListener('click', () => show(part = which));
}
document.addEventListener('keydown', event => {
  if (event.target === byId('filter') || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === 'ArrowDown' || event.key === 'j') { event.preventDefault(); step(1); }
  if (event.key === 'ArrowUp' || event.key === 'k') { event.preventDefault(); step(-1); }
  if (event.key === 'Escape') close();
});
poll();
