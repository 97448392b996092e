// Shows a form (JSON Schema, ui and data) inside an element and reads the answer back. It knows no server: whoever uses
// it says which fields to show and what is wrong. Everything from the form is set as text, never as markup.

import { field } from './fields.js';
import { mistake } from './texts.js';

/**
 * @param {HTMLElement} place where the form is shown; what is there goes
 * @param {{schema?: object, ui?: object, data?: object}|null} form
 * @param {{language: string, texts: object, changed?: function(): void}} options
 */
export class FormView {
  #fields = new Map();
  #place;
  #options;

  constructor(place, form, options) {
    this.#place = place;
    this.#options = options;
    const schema = form?.schema ?? {};
    const properties = schema.properties ?? {};
    const required = new Set(schema.required ?? []);
    const ui = form?.ui ?? {};
    place.replaceChildren();
    for (const name of this.#ordered(ui.order ?? [], properties)) {
      const shown = field({
        name,
        schema: resolved(properties[name], schema),
        ui: ui.fields?.[name] ?? {},
        value: form?.data?.[name],
        required: required.has(name),
      }, options);
      shown.element.addEventListener('input', () => this.#changed(name));
      shown.element.addEventListener('change', () => this.#changed(name));
      // Until somebody says which fields are to be shown, those with a condition are not.
      shown.element.hidden = Boolean(ui.fields?.[name]?.visibleWhen);
      this.#fields.set(name, shown);
      place.append(shown.element);
    }
  }

  /** Whether the fields that are shown depend on the answer. */
  static hasConditions(form) {
    return Object.values(form?.ui?.fields ?? {}).some((each) => each.visibleWhen);
  }

  /** The answer as it stands, without what is empty. What does not count, being hidden, the server takes out. */
  answer() {
    const answer = {};
    for (const [name, each] of this.#fields) {
      const value = each.value();
      if (value !== undefined) {
        answer[name] = value;
      }
    }
    return answer;
  }

  /** Takes an answer over, for example from a view in another language. */
  fill(answer) {
    for (const [name, each] of this.#fields) {
      each.fill(answer[name]);
    }
  }

  /** Shows these fields and hides all others. */
  show(names) {
    const visible = new Set(names);
    for (const [name, each] of this.#fields) {
      each.element.hidden = !visible.has(name);
    }
  }

  /** What can be told to be wrong here: fields whose text is nothing that they can hold. */
  mistakes() {
    const found = [];
    for (const [name, each] of this.#fields) {
      const mistake = each.element.hidden ? null : each.mistake();
      if (mistake) {
        found.push({ pointer: `/answer/${escaped(name)}`, text: mistake });
      }
    }
    return found;
  }

  /**
   * Marks what is wrong.
   *
   * @param {{pointer: string, text?: string, message?: string, expected?: string}[]} errors
   * @return {string[]} what belongs to no field that is shown
   */
  mark(errors) {
    this.#fields.forEach((each) => each.mark(''));
    const rest = [];
    const told = new Map();
    for (const error of errors) {
      const name = unescaped((error.pointer ?? '').split('/')[2] ?? '');
      const known = this.#fields.get(name);
      const text = error.text ?? this.#said(error, known);
      if (known && !known.element.hidden) {
        told.set(name, [...(told.get(name) ?? []), text]);
      } else {
        rest.push(text);
      }
    }
    told.forEach((all, name) => this.#fields.get(name).mark([...new Set(all)].join(' ')));
    return rest;
  }

  /** Puts the cursor into the first field that is wrong. */
  focusFirstMistake() {
    const wrong = this.#place.querySelector('[aria-invalid=true]');
    (wrong?.matches('[role]') ? wrong.querySelector('input') : wrong)?.focus();
  }

  #said(error, known) {
    const { texts, language } = this.#options;
    return known && known.value() === undefined
      ? texts.mistakes.required
      : mistake(texts, language, error);
  }

  #changed(name) {
    this.#fields.get(name).mark('');
    this.#options.changed?.();
  }

  #ordered(order, properties) {
    const first = order.filter((name) => name in properties);
    return [...first, ...Object.keys(properties).filter((name) => !first.includes(name))];
  }
}

/** The schema itself where it refers to one of the same document. */
function resolved(schema, root) {
  let found = schema;
  for (let i = 0; i < 10 && typeof found?.$ref === 'string' && found.$ref.startsWith('#/'); i++) {
    const path = found.$ref.slice(2).split('/').map(unescaped);
    const { $ref, ...own } = found;
    found = { ...path.reduce((at, part) => at?.[part], root), ...own };
  }
  return typeof found === 'object' && found !== null ? found : {};
}

function escaped(name) {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function unescaped(part) {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
