// The fields of a form: each an element, and how its value is read, filled in and marked as wrong.

import { controls, make } from './controls.js';

let numbers = 0;

/** Makes a field. */
export function field(given, { language, texts }) {
  const kind = widget(given.schema, given.ui);
  const id = `field-${++numbers}`;
  const label = said(given.ui.label, language) ?? given.schema.title ?? given.name;
  const help = said(given.ui.help, language) ?? given.schema.description;
  const fixed = given.ui.readOnly === true || given.schema.readOnly === true;
  const context = { ...given, kind, id, label, texts, language, fixed };
  const control = (controls[kind] ?? controls.text)(context);
  const grouped = kind === 'radio' || kind === 'multiple';
  const element = make('div', { className: 'field' });
  const caption = make(grouped ? 'div' : 'label', { id: `${id}-label`, textContent: label });
  caption.className = kind === 'checkbox' ? 'choice' : 'caption';
  if (given.required && !fixed) {
    caption.append(make('span', { className: 'required', textContent: ` (${texts.required})` }));
  }
  const error = make('p', { className: 'error', id: `${id}-error` });
  const described = [`${id}-error`];
  if (kind === 'checkbox') {
    caption.prepend(control.element);
  } else if (grouped) {
    control.element.setAttribute('role', kind === 'radio' ? 'radiogroup' : 'group');
    control.element.setAttribute('aria-labelledby', caption.id);
  } else {
    caption.htmlFor = id;
  }
  element.append(caption);
  if (help) {
    element.append(make('p', { className: 'help', id: `${id}-help`, textContent: help }));
    described.push(`${id}-help`);
  }
  if (kind !== 'checkbox') {
    element.append(control.element);
  }
  element.append(error);
  control.element.setAttribute('aria-describedby', described.join(' '));
  const value = given.value ?? given.schema.default;
  if (value !== undefined) {
    control.fill(value);
  }
  return {
    element,
    value: control.value,
    fill: control.fill,
    mistake: control.mistake ?? (() => null),
    mark(text) {
      error.textContent = text;
      control.element.setAttribute('aria-invalid', String(text !== ''));
    },
  };
}

/** The widget that is asked for, or the one that suits the schema. */
function widget(schema, ui) {
  const types = [schema.type].flat();
  if (types.includes('array') && schema.items?.enum) {
    return 'multiple';
  }
  if (ui.widget && ui.widget !== 'file') {
    return ui.widget;
  }
  if (schema.enum || schema.oneOf?.every((each) => 'const' in each)) {
    return 'select';
  }
  if (types.includes('boolean')) {
    return 'checkbox';
  }
  if (types.includes('number') || types.includes('integer')) {
    return 'number';
  }
  return { date: 'date', 'date-time': 'datetime', email: 'email', 'phone-br': 'phone' }[schema.format]
    ?? (schema.maxLength > 300 ? 'textarea' : 'text');
}

/** A text in the language, or in any. */
function said(text, language) {
  return typeof text === 'object' && text !== null
    ? (text[language] ?? Object.entries(text).find(([key]) => key.startsWith(`${language}-`))?.[1]
      ?? text.en ?? Object.values(text)[0])
    : text;
}
