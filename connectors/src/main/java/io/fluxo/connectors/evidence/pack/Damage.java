package io.fluxo.connectors.evidence.pack;

/** A pack is not what it says. The message names the file and what is wrong with it. */
public final class Damage extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Says what is wrong.
   *
   * @param where the file, or the part of the zip
   * @param what a sentence about it without a full stop
   */
  public Damage(String where, String what) {
    super(where + ": " + what, null, false, false);
  }
}
