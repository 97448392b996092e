package io.fluxo.command.run;

import io.fluxo.command.step.StepFacts;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * What a decision about a run goes by.
 *
 * @param steps where the steps of the run stand, by ordinal
 * @param place takes a place among the runs of the workflow; false where none is free
 */
record Standing(
    Plan plan, RunState state, IntFunction<StepFacts> steps, BooleanSupplier place, Instant now) {}
