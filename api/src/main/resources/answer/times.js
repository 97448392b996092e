// Times as fields of browsers write them, and as JSON Schema has them (RFC 3339).

const two = (number) => String(number).padStart(2, '0');

/** A local time with the offset that it has here. */
export function withOffset(text) {
  const offset = -new Date(text).getTimezoneOffset();
  const sign = offset < 0 ? '-' : '+';
  const minutes = Math.abs(offset);
  const seconds = text.length === 16 ? ':00' : '';
  return `${text}${seconds}${sign}${two(Math.trunc(minutes / 60))}:${two(minutes % 60)}`;
}

/** A time as it is here, to the minute; empty where the text is none. */
export function local(text) {
  const at = new Date(text);
  return Number.isNaN(at.getTime())
    ? ''
    : `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
