package io.fluxo.messages.seal;

/**
 * Seals what belongs to one run, task or other subject under its data key (AES-256-GCM). Whoever
 * destroys the key erases it all, wherever it was copied to.
 */
public interface Sealer {

  /**
   * Seals bytes.
   *
   * @param tenant whose they are
   * @param subject the id of the run, step, task or other aggregate that they belong to
   * @param field where they stand; they can be opened as the same field of the same subject only
   * @return printable ASCII
   * @throws ErasedException when the key of the subject was destroyed
   */
  String seal(String tenant, String subject, String field, byte[] plain);

  /**
   * Opens what was sealed.
   *
   * @throws ErasedException when the key was destroyed
   * @throws UnsealableException when it was changed or is another's
   */
  byte[] open(String tenant, String subject, String field, String sealed);

  /**
   * Stands for a text by which something is to be found and that must not be told: the same for the
   * same text of a tenant, and never to be turned back.
   *
   * @return printable ASCII
   */
  String hide(String tenant, String text);
}
