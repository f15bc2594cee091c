// Comforts on top of pages that work without this file. No markup is built from text here: the pages come with a
// content security policy that allows no inline code and no HTML strings.
'use strict';

focusErrors();
guardForms();
watchFiles();
upgradeConfirmations();
showPrintButtons();

function focusErrors() {
  document.querySelector('.error-summary')?.focus();
}

/** One press, one request. The server would answer the second with the first one's result; this spares the wait. */
function guardForms() {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.getAttribute('method') !== 'post') return;
    if (form.dataset.sent === 'yes') {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'yes';
    for (const button of form.querySelectorAll('button[type=submit]')) button.setAttribute('aria-disabled', 'true');
    if (form.dataset.sending) statusOf(form).textContent = form.dataset.sending;
  });
  // Coming back through the history shows the page as it was left: the form must work again.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) document.querySelectorAll('form[data-sent]').forEach(release);
  });
}

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll('button[type=submit]')) button.removeAttribute('aria-disabled');
  form.querySelector('.form-status')?.remove();
}

function statusOf(form) {
  let status = form.querySelector('.form-status');
  if (!status) {
    status = document.createElement('p');
    status.className = 'form-status';
    status.setAttribute('role', 'status');
    form.append(status);
  }
  return status;
}

/** Says what was chosen, shows a picture of it, refuses what is plainly too large, and sends it where the form wants that. */
function watchFiles() {
  for (const field of document.querySelectorAll('[data-file]')) {
    const input = field.querySelector('input[type=file]');
    const status = field.querySelector('.file-status');
    input.addEventListener('change', () => {
      field.querySelector('.file-preview')?.remove();
      const file = input.files[0];
      if (!file) {
        status.textContent = '';
        return;
      }
      if (file.size > Number(field.dataset.maximumBytes)) {
        input.value = '';
        input.setAttribute('aria-invalid', 'true');
        status.textContent = field.dataset.tooLarge;
        return;
      }
      input.removeAttribute('aria-invalid');
      status.textContent = `${field.dataset.chosen} ${file.name}`;
      preview(file, field);
      if (input.form?.hasAttribute('data-upload')) send(input.form, field, status);
    });
  }
}

function preview(file, field) {
  if (!/^image\/(png|jpeg)$/.test(file.type)) return;
  const reader = new FileReader();
  reader.addEventListener('load', () => {
    const image = document.createElement('img');
    image.className = 'file-preview';
    image.alt = '';
    image.src = reader.result;
    field.append(image);
  });
  reader.readAsDataURL(file);
}

/** Sends the form with its progress spoken. A refusal is left to the browser, so that the page with its words is shown. */
function send(form, field, status) {
  if (form.dataset.sent === 'yes') return;
  const body = new FormData(form);
  // Not form.action: a control of that name would stand in its place.
  const action = new URL(form.getAttribute('action'), location.href);
  form.dataset.sent = 'yes';
  const request = new XMLHttpRequest();
  let told = -1;
  request.upload.addEventListener('progress', (event) => {
    const tenths = event.lengthComputable ? Math.floor((event.loaded / event.total) * 10) : 0;
    // Ten announcements at most: a screen reader would stumble over every per cent.
    if (tenths > told) status.textContent = `${field.dataset.sending} ${tenths * 10}%`;
    told = Math.max(told, tenths);
  });
  request.addEventListener('load', () => {
    const target = new URL(request.responseURL, location.href);
    const arrived = request.status < 400 && target.href !== action.href;
    if (arrived) location.assign(target.href);
    else HTMLFormElement.prototype.submit.call(form);
  });
  request.addEventListener('error', () => {
    release(form);
    status.textContent = field.dataset.failed;
  });
  request.open('POST', action.href);
  request.setRequestHeader('Accept', 'text/html');
  request.send(body);
}

/** A second look unfolds in place without script; here the same content stands in a dialog. */
function upgradeConfirmations() {
  for (const details of document.querySelectorAll('details[data-dialog]')) {
    const trigger = details.querySelector('summary');
    const body = details.querySelector('.confirm-body');
    const heading = body.querySelector('h2');
    const dialog = document.createElement('dialog');
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'button button-secondary';
    close.textContent = details.dataset.close;
    close.addEventListener('click', () => dialog.close());
    heading.id ||= `confirm-${Math.random().toString(36).slice(2)}`;
    dialog.setAttribute('aria-labelledby', heading.id);
    dialog.append(body, close);
    details.after(dialog);
    trigger.setAttribute('aria-haspopup', 'dialog');
    trigger.addEventListener('click', (event) => {
      event.preventDefault();
      dialog.showModal();
    });
    dialog.addEventListener('close', () => trigger.focus());
    // A refused form comes back with its words inside: open it, or nobody would see them.
    if (dialog.querySelector('.error, .error-summary')) dialog.showModal();
  }
}

function showPrintButtons() {
  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  }
}
