package io.fluxo.command.run;

import io.fluxo.command.humantask.TaskDesk;
import io.fluxo.command.step.StepFacts;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * What a decision about a run goes by.
 *
 * @param steps where the steps of the run stand, by ordinal
 * @param place takes a place among the runs of the workflow; false where none is free
 * @param desk the people and calendars that tasks speak of
 */
record Standing(
    Plan plan,
    RunState state,
    IntFunction<StepFacts> steps,
    BooleanSupplier place,
    TaskDesk desk,
    Instant now) {}
