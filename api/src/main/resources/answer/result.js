// What the page shows where there is no form: how it ended, and what can be done about it.

import { make } from './controls.js';

/**
 * @param {string} mark good, bad or nothing
 * @param {{label: string, act: function(): void}} [again] what can be tried
 */
export function result(mark, title, text, again) {
  const shown = make('div', { className: 'result' });
  if (mark) {
    shown.append(make('div', {
      className: `mark ${mark}`, textContent: mark === 'good' ? '✓' : '!', ariaHidden: 'true',
    }));
  }
  shown.append(make('h1', { textContent: title, tabIndex: -1 }));
  if (text) {
    shown.append(make('p', { textContent: text }));
  }
  if (again) {
    const button = make('button', { type: 'button', textContent: again.label });
    button.addEventListener('click', again.act);
    shown.append(button);
  }
  return shown;
}
