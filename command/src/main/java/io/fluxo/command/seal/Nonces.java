package io.fluxo.command.seal;

import io.fluxo.messages.seal.AesGcm;
import java.security.SecureRandom;
import java.util.Arrays;

/** Nonces by chance. Each thread asks for many at once: asking costs more than the bytes do. */
final class Nonces {

  private static final int MANY = 256;

  private static final class Stock {
    private final byte[] bytes = new byte[MANY * AesGcm.NONCE_BYTES];
    private int next = bytes.length;
  }

  private final SecureRandom random;
  private final ThreadLocal<Stock> stock = ThreadLocal.withInitial(Stock::new);

  Nonces(SecureRandom random) {
    this.random = random;
  }

  byte[] next() {
    Stock mine = stock.get();
    if (mine.next == mine.bytes.length) {
      random.nextBytes(mine.bytes);
      mine.next = 0;
    }
    byte[] nonce = Arrays.copyOfRange(mine.bytes, mine.next, mine.next + AesGcm.NONCE_BYTES);
    mine.next += AesGcm.NONCE_BYTES;
    return nonce;
  }
}
