package io.fluxo.messages.humantask;

/**
 * How many people have to agree.
 *
 * @param approvals how many have to say yes, from 2
 * @param of how many are asked at most, from {@code approvals}; as soon as too many said no for
 *     that, the answer is no
 * @param veto whether one no is enough
 */
public record Quorum(int approvals, int of, boolean veto) {

  /** How many may be asked. */
  public static final int MOST = 50;

  public Quorum {
    if (approvals < 2 || of < approvals || of > MOST) {
      throw new IllegalArgumentException(
          "Expected 2 to %d approvals of as many people or more".formatted(MOST));
    }
  }
}
