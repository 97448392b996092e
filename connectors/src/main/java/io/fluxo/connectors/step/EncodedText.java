package io.fluxo.connectors.step;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text read as some encoding has it, and where each of its characters came from. However a server
 * chose to write a value, it is found in what the text means.
 */
final class EncodedText {

  private final StringBuilder meaning = new StringBuilder();
  private int[] starts = new int[64];
  private int[] ends = new int[64];

  private EncodedText() {}

  /** As in a URL or form; the meaning is bytes of UTF-8, one in each character. */
  static EncodedText percent(String text, boolean plusIsSpace) {
    EncodedText read = new EncodedText();
    for (int i = 0; i < text.length(); ) {
      char c = text.charAt(i);
      int hex = c == '%' ? hex(text, i + 1, 2) : -1;
      if (hex >= 0) {
        read.add((char) hex, i, i + 3);
        i += 3;
      } else if (c == '+' && plusIsSpace) {
        read.add(' ', i, i + 1);
        i++;
      } else {
        int end = i + Character.charCount(text.codePointAt(i));
        for (byte each : text.substring(i, end).getBytes(StandardCharsets.UTF_8)) {
          read.add((char) (each & 0xff), i, end);
        }
        i = end;
      }
    }
    return read;
  }

  /** As inside of the quotes of JSON. */
  static EncodedText escaped(String text) {
    EncodedText read = new EncodedText();
    for (int i = 0; i < text.length(); ) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
      int hex = c == '\\' && next == 'u' ? hex(text, i + 2, 4) : -1;
      if (hex >= 0) {
        read.add((char) hex, i, i + 6);
        i += 6;
      } else if (c == '\\' && "\"\\/bfnrt".indexOf(next) >= 0 && next != 0) {
        read.add(meant(next), i, i + 2);
        i += 2;
      } else {
        read.add(c, i, i + 1);
        i++;
      }
    }
    return read;
  }

  private static char meant(char escaped) {
    return switch (escaped) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> escaped;
    };
  }

  private static int hex(String text, int from, int digits) {
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = i < text.length() ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }

  private void add(char c, int start, int end) {
    int at = meaning.length();
    if (at == starts.length) {
      starts = Arrays.copyOf(starts, at * 2);
      ends = Arrays.copyOf(ends, at * 2);
    }
    starts[at] = start;
    ends[at] = end;
    meaning.append(c);
  }

  /** The text with a mark wherever it means the value. */
  String without(String value, String mark, String text) {
    int found = meaning.indexOf(value);
    if (found < 0) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    int done = 0;
    while (found >= 0) {
      clean.append(text, done, Math.max(done, starts[found])).append(mark);
      done = ends[found + value.length() - 1];
      found = meaning.indexOf(value, found + value.length());
    }
    return clean.append(text, done, text.length()).toString();
  }
}
