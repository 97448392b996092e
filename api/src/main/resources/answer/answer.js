// The page on which somebody answers by a link. The token comes behind the # of the address, leaves the address bar at
// once, and goes to the server in a header: it is in no log, no history and no address that is sent anywhere.

import { make } from './controls.js';
import { FormView } from './formview.js';
import { ask } from './link.js';
import { result } from './result.js';
import * as texts from './texts.js';

const PAUSE = 300;
const page = document.getElementById('page');
const switcher = document.getElementById('language');
const token = location.hash.slice(1);
history.replaceState(null, '', location.pathname + location.search);

let language = texts.preferred(navigator.languages ?? [navigator.language]);
let shown = null;
let view = null;
let draw = () => {};

function words() {
  return texts.of(language);
}

function message(...all) {
  page.replaceChildren(result(...all));
}

function redraw(next) {
  draw = next;
  document.documentElement.lang = language;
  switcher.textContent = words().other;
  switcher.lang = texts.others[language];
  draw();
}

function end(next) {
  view = null;
  redraw(next);
  page.querySelector('h1')?.focus();
}

function gone() {
  end(() => message('bad', words().goneTitle, words().gone));
}

/** What a refusal that is about no field says. */
function refusal(status) {
  return { 409: words().rests, 429: words().busy }[status] ?? words().failed;
}

async function load() {
  redraw(() => message('', words().loading));
  if (!token) {
    end(() => message('bad', words().missingTitle, words().missing));
    return;
  }
  const { status, json } = await ask(token, 'show', {});
  if (status === 200) {
    shown = json;
    redraw(form);
    check();
  } else if (status === 404) {
    gone();
  } else {
    end(() => message('bad', words().failed, status === 429 ? words().busy : '', { label: words().again, act: load }));
  }
}

function form() {
  const before = view?.answer();
  const said = document.getElementById('comment')?.value ?? '';
  const title = shown.title ?? 'Fluxo';
  document.title = title;
  const element = make('form', { noValidate: true });
  const fields = make('div', {});
  const summary = make('p', { className: 'summary', id: 'summary', tabIndex: -1, hidden: true });
  summary.setAttribute('role', 'alert');
  view = new FormView(fields, shown.form, { language, texts: words(), changed: later });
  if (before) {
    view.fill(before);
  }
  const comment = make('textarea', { id: 'comment', rows: 3, maxLength: 4000, value: said });
  const wrapper = make('div', { className: 'field' });
  wrapper.append(make('label', { htmlFor: 'comment', textContent: words().comment }), comment);
  const outcomes = make('div', { className: 'outcomes' });
  buttons().forEach((each) => outcomes.append(each));
  element.append(summary, fields, wrapper, outcomes);
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    send(event.submitter?.value ?? shown.outcomes[0]);
  });
  const until = new Date(shown.expiresAt).toLocaleString(language, { dateStyle: 'long', timeStyle: 'short' });
  page.replaceChildren(make('h1', { textContent: title }));
  if (shown.description) {
    page.append(make('p', { className: 'description', textContent: shown.description }));
  }
  page.append(element, make('p', { className: 'until', textContent: `${words().until} ${until}.` }));
  if (before) {
    check();
  }
}

function buttons() {
  const labels = new Map((shown.options ?? []).map((each) => [each.value, each.label ?? each.value]));
  return shown.outcomes.map((value, i) => make('button', {
    type: 'submit',
    value,
    className: i === 0 && shown.kind !== 'decision' ? 'main' : '',
    textContent: labels.get(value)
      ?? (shown.kind === 'form' && value === 'rejected' ? words().formRejected : words().outcomes[value])
      ?? value,
  }));
}

let timer = 0;
let newest = 0;

function later() {
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE);
}

/** Asks the server which fields the answer so far shows and hides. */
async function check() {
  if (!view || !FormView.hasConditions(shown.form)) {
    return;
  }
  const mine = ++newest;
  const { status, json } = await ask(token, 'check', { answer: view.answer() });
  if (mine === newest && status === 200) {
    view?.show(json.visible);
  }
}

function tell(lines) {
  const summary = document.getElementById('summary');
  summary.replaceChildren(...[...new Set(lines)].map((line) => make('div', { textContent: line })));
  summary.hidden = lines.length === 0;
}

async function send(outcome) {
  const refuses = ['rejected', 'invalid'].includes(outcome) && shown.kind !== 'decision';
  const found = refuses ? [] : view.mistakes();
  if (found.length > 0) {
    view.mark(found);
    tell([words().wrong]);
    view.focusFirstMistake();
    return;
  }
  const all = [...page.querySelectorAll('.outcomes button')];
  all.forEach((each) => { each.disabled = true; });
  const comment = document.getElementById('comment').value.trim();
  const { status, json } = await ask(token, 'answer', {
    outcome, answer: refuses ? {} : view.answer(), ...(comment ? { comment } : {}),
  });
  all.forEach((each) => { each.disabled = false; });
  if (status === 200) {
    end(() => message('good', words().doneTitle, words().done));
  } else if (status === 404) {
    gone();
  } else if (status === 422) {
    const rest = view.mark(json.errors ?? []);
    tell([words().wrong, ...rest]);
    view.focusFirstMistake();
  } else {
    tell([refusal(status)]);
    document.getElementById('summary').focus();
  }
}

switcher.addEventListener('click', () => {
  language = texts.others[language];
  redraw(draw);
});

load();
