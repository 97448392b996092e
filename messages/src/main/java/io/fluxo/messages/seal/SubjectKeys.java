package io.fluxo.messages.seal;

/** What a data key belongs to: the run, with its steps and tasks, or a task of its own. */
public final class SubjectKeys {

  private static final int ID = 26;

  private SubjectKeys() {}

  /**
   * The id of the run or task that a subject is or is a part of, for example {@code 01j…} for the
   * step {@code 01j…-3}. Others than runs, steps and tasks have no key, and answer with themselves.
   */
  public static String root(String subject) {
    return isRun(subject) ? subject.substring(0, ID) : subject;
  }

  /** Whether a subject is a run, a step or a task, whose values are sealed. */
  public static boolean isRun(String subject) {
    if (subject.length() < ID || (subject.length() > ID && subject.charAt(ID) != '-')) {
      return false;
    }
    for (int i = 0; i < ID; i++) {
      char c = subject.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'z')) {
        return false;
      }
    }
    return true;
  }
}
