package io.fluxo.messages.value;

/** Opens values that were sealed when they were stored. */
@FunctionalInterface
public interface PayloadOpener {

  /** Where nothing is sealed. */
  PayloadOpener NONE =
      (place, field, closed) -> {
        throw new IllegalStateException("Expected values in the clear, but one is sealed");
      };

  /**
   * The JSON of a value, in UTF-8.
   *
   * @param field the JSON pointer to it
   * @param sealed nonce, cipher text and tag
   * @throws io.fluxo.messages.seal.ErasedException when its key was destroyed
   * @throws io.fluxo.messages.seal.UnsealableException when it was changed or stood elsewhere
   */
  byte[] open(StoredPlace place, String field, byte[] sealed);
}
