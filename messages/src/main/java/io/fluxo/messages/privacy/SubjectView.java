package io.fluxo.messages.privacy;

import java.util.List;

/**
 * A data subject, as far as it can be told without naming anybody.
 *
 * @param subject the hash of what identifies the person
 * @param runs the runs, and tasks of their own, whose data is there, oldest first
 * @param erased whether all that was held of the person until some time was erased
 * @param held whether erasing is forbidden by a legal hold on the subject
 */
public record SubjectView(String subject, List<String> runs, boolean erased, boolean held) {}
