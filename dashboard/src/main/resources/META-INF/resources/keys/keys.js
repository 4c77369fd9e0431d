// Keys that are dropped, and keys that are generated here. The private half is only ever a file that the browser saves.
import { isSupported, keyPair, NoPassphrases } from "./openssh.js";

const drop = document.querySelector("[data-drop]");
const pasted = document.getElementById("key");

if (drop) {
  drop.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.add("dropping");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("dropping"));
  drop.addEventListener("drop", async (event) => {
    drop.classList.remove("dropping");
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    const texts = await Promise.all([...event.dataTransfer.files].map((file) => file.text()));
    pasted.value = [pasted.value, ...texts].map((text) => text.trim()).filter((text) => text).join("\n");
    pasted.focus();
  });
}

const section = document.getElementById("generate");
if (section) offerToGenerate();

async function offerToGenerate() {
  const form = document.getElementById("generate-form");
  const [title, passphrase, again] = ["new-title", "passphrase", "passphrase-again"].map((id) => document.getElementById(id));
  const problem = document.getElementById("passphrase-problem");
  const button = form.querySelector("button");
  const named = button.textContent;

  section.hidden = false;
  if (!(await isSupported())) {
    form.hidden = true;
    document.getElementById("unsupported").hidden = false;
    return;
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.textContent = passphrase.value === again.value ? "" : section.dataset.differ;
    if (problem.textContent) return;
    button.disabled = true;
    button.textContent = section.dataset.working;
    await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
    try {
      offer(await keyPair(title.value.trim(), passphrase.value));
      form.hidden = true;
      form.reset();
    } catch (failure) {
      if (!(failure instanceof NoPassphrases)) throw failure;
      problem.textContent = section.dataset.noPassphrase;
    } finally {
      button.disabled = false;
      button.textContent = named;
    }
  });
}

function offer({ privateKey, publicLine, fingerprint }) {
  const generated = document.getElementById("generated");
  const save = document.getElementById("save-again");
  save.href = URL.createObjectURL(new Blob([privateKey], { type: "application/octet-stream" }));
  generated.elements.key.value = publicLine;
  document.getElementById("new-fingerprint").textContent = fingerprint;
  generated.hidden = false;
  save.click();
  generated.querySelector("button.main").focus();
}
