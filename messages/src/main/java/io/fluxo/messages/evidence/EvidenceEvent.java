package io.fluxo.messages.evidence;

/** What happened to the evidence of a run. */
public sealed interface EvidenceEvent {

  /** The id of the stream: beside the run's, for the run has ended and its proof stays as it is. */
  String stream();

  /** What stands in front of it is the run. */
  String SUFFIX = "/evidence";

  /**
   * A pack was made of a run that has ended.
   *
   * @param position the place in the store of the last event in it
   * @param sha256 of the pack's bytes, lower-case hex
   * @param bytes how large it is
   * @param size of the log at the checkpoint in it
   */
  record EvidencePackaged(String run, long position, String sha256, long bytes, long size)
      implements EvidenceEvent {

    @Override
    public String stream() {
      return run + SUFFIX;
    }
  }
}
