// Gives the passkey buttons of a page their work, which is allauth's, and says on the page what went wrong.

const buttons = document.querySelectorAll("[data-passkey]");
const said = document.querySelector("[data-passkey-said]");
const OTHER = "The passkey could not be read. Try again.";
const SENTENCES = {
  NotAllowedError: "Nothing was done: the browser was told to stop, or waited too long. Try again.",
  InvalidStateError: "This passkey is set up here already.",
  SecurityError: "Passkeys do not work at this address. They need https, or localhost.",
};

for (const button of buttons) {
  const { passkey, into, alone } = button.dataset;
  if (!window.PublicKeyCredential) button.hidden = true;
  else if (passkey) {
    const ids = { [passkey]: button.id, credential: into, passwordless: alone, data: "js_data" };
    window.allauth.webauthn.forms[`${passkey}Form`]({ ids });
  }
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  said.lastElementChild.textContent = SENTENCES[event.detail.exception?.name] ?? OTHER;
  said.hidden = false;
});
