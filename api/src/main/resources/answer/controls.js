// What a value is entered by: for each widget an element, how its value is read, and how it is filled in.

import { local, withOffset } from './times.js';

export const controls = {
  text: (c) => line(c, 'text'),
  email: (c) => line(c, 'email'),
  phone: (c) => line(c, 'tel'),
  date: (c) => line(c, 'date'),
  textarea: (c) => plain(c, make('textarea', { rows: 4 })),

  number(c) {
    const input = make('input', { type: 'text', inputMode: 'decimal' });
    const base = plain(c, input);
    const read = () => parsed(input.value, c.language);
    return {
      ...base,
      value: () => (input.value.trim() === '' ? undefined : (read() ?? input.value.trim())),
      fill: (value) => {
        input.value = typeof value === 'number'
          ? value.toLocaleString(c.language, { useGrouping: false, maximumFractionDigits: 20 })
          : (value ?? '');
      },
      mistake: () => (input.value.trim() !== '' && read() === null ? c.texts.mistakes.number : null),
    };
  },

  datetime(c) {
    const input = make('input', { type: 'datetime-local' });
    return {
      ...plain(c, input),
      value: () => (input.value ? withOffset(input.value) : undefined),
      fill: (value) => { input.value = value ? local(value) : ''; },
      mistake: () => (input.validity.badInput ? c.texts.mistakes.datetime : null),
    };
  },

  checkbox(c) {
    const input = make('input', { type: 'checkbox', id: c.id, disabled: c.fixed });
    return {
      element: input,
      value: () => input.checked,
      fill: (value) => { input.checked = value === true; },
    };
  },

  select(c) {
    const all = choices(c);
    const select = make('select', { id: c.id, disabled: c.fixed });
    select.append(make('option', { value: '', textContent: c.texts.none }));
    all.forEach((each, i) => select.append(make('option', { value: String(i), textContent: each.label })));
    return {
      element: select,
      value: () => (select.value === '' ? undefined : all[Number(select.value)].value),
      fill: (value) => { select.value = indexOf(all, value); },
    };
  },

  radio(c) {
    const all = choices(c);
    const group = make('div', {});
    const inputs = all.map((each, i) => {
      const input = make('input', { type: 'radio', name: c.id, value: String(i), disabled: c.fixed });
      const label = make('label', { className: 'choice' });
      label.append(input, each.label);
      group.append(label);
      return input;
    });
    return {
      element: group,
      value: () => {
        const chosen = inputs.findIndex((each) => each.checked);
        return chosen < 0 ? undefined : all[chosen].value;
      },
      fill: (value) => inputs.forEach((each) => { each.checked = each.value === indexOf(all, value); }),
    };
  },

  multiple(c) {
    const all = choices({ ...c, schema: c.schema.items });
    const group = make('div', {});
    const inputs = all.map((each) => {
      const input = make('input', { type: 'checkbox', disabled: c.fixed });
      const label = make('label', { className: 'choice' });
      label.append(input, each.label);
      group.append(label);
      return input;
    });
    return {
      element: group,
      value: () => {
        const chosen = all.filter((each, i) => inputs[i].checked).map((each) => each.value);
        return chosen.length === 0 && !c.required ? undefined : chosen;
      },
      fill: (value) => inputs.forEach((each, i) => {
        each.checked = Array.isArray(value) && value.includes(all[i].value);
      }),
    };
  },
};

function line(c, type) {
  const autocomplete = { email: 'email', tel: 'tel' }[type] ?? 'off';
  return plain(c, make('input', { type, autocomplete }));
}

/** What holds a text. A number or an object that a schema allows here is written as JSON. */
function plain(c, input) {
  input.id = c.id;
  input.readOnly = c.fixed;
  if (c.required) {
    input.setAttribute('aria-required', 'true');
  }
  const texts = [c.schema.type].flat().includes('string') || c.schema.type === undefined;
  return {
    element: input,
    value: () => {
      if (input.value === '') {
        return undefined;
      }
      return texts ? input.value : parsedJson(input.value);
    },
    fill: (value) => {
      input.value = value === undefined || value === null ? ''
        : typeof value === 'string' ? value : JSON.stringify(value);
    },
  };
}

function parsedJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A number as people of the language write it, null where it is none. */
function parsed(text, language) {
  const decimal = (1.5).toLocaleString(language).charAt(1);
  let plainText = text.trim().replaceAll(/\s/g, '');
  if (decimal === ',' && plainText.includes(',')) {
    plainText = plainText.replaceAll('.', '').replace(',', '.');
  } else if (decimal === '.' && /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plainText)) {
    plainText = plainText.replaceAll(',', '');
  }
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(plainText) ? Number(plainText) : null;
}

function choices({ schema, texts }) {
  if (schema.oneOf?.every((each) => 'const' in each)) {
    return schema.oneOf.map((each) => ({ value: each.const, label: each.title ?? String(each.const) }));
  }
  if (schema.enum) {
    return schema.enum.map((value) => ({ value, label: String(value) }));
  }
  return [schema.type].flat().includes('boolean')
    ? [{ value: true, label: texts.yes }, { value: false, label: texts.no }]
    : [];
}

function indexOf(all, value) {
  const wanted = JSON.stringify(value);
  const found = all.findIndex((each) => JSON.stringify(each.value) === wanted);
  return found < 0 ? '' : String(found);
}

/** An element with these properties. */
export function make(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
